"""A child's account as its parent sees it, the ways out, and everybody to whom it is absent."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parta.audit.models import AuditEvent
from parta.civic.citizens.models import Citizen
from parta.civic.family.jobs import hand_over_at_14
from parta.civic.family.models import Guardianship
from parta.idp.accounts.models import SignedIn
from parta.idp.cabinet.jobs import erase_closed_accounts
from parta.idp.consent.memory import remember
from parta.idp.consent.models import Consent
from tests.civic.family.parents import CONTACT, guarded, of, own_child, parent
from tests.civic.newcomer import messages
from tests.idp.conftest import account
from tests.idp.party import Party, register

PAGES = ("", "/leave", "/close")
PRESSES = ("/sessions/end", "/consents/withdraw", "/leave", "/close", "/have-back")


def child_of(by: Citizen, *, registered: bool = True, **changes: Any) -> Citizen:
    child = account(CONTACT, given_name="Артём", **{"birthdate": date(2016, 6, 2)} | changes)
    assert isinstance(child, Citizen)
    guarded(by, child, registered=registered)
    return child


def deeds(action: str) -> list[tuple[str, str]]:
    rows = AuditEvent.objects.filter(action=action).order_by("pk")
    return list(rows.values_list("actor", "object"))


def closed(person: Citizen) -> bool:
    return Citizen.objects.filter(pk=person.pk, closes_at__isnull=False).exists()


def told() -> list[str]:
    return [message.to for message in messages()]


def test_a_parent_sees_level_contacts_consents_and_sessions(mama: Citizen, browser: Client) -> None:
    child = child_of(mama)
    party: Party = register("party", ["openid", "profile"])
    remember(child, party.client_id, ["openid", "profile"])
    of(child)
    page = browser.get(f"/family/{child.pk}").content.decode()
    for shown in ("Артём", "+7 *** ** *14", "Client party", "02.06.2016", "02.06.2030"):
        assert shown in page
    assert SignedIn.objects.get(account_id=child.pk).sid in page
    assert child.password not in page
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/family/{child.pk}")
    assert len(asked) <= 12


def test_ending_a_childs_sessions_ends_no_others(mama: Citizen, browser: Client) -> None:
    child = child_of(mama)
    one, two = of(child), of(child)
    sid = one.session["signin"]["sid"]
    own = browser.session["signin"]["sid"]
    browser.post(f"/family/{child.pk}/sessions/end", {"sid": own})
    assert browser.get("/family").status_code == 200
    browser.post(f"/family/{child.pk}/sessions/end", {"sid": sid})
    assert one.get("/account").status_code == 302
    assert two.get("/account").status_code == 200
    browser.post(f"/family/{child.pk}/sessions/end", {"all": "1"})
    assert two.get("/account").status_code == 302
    assert deeds("session.ended") == [(str(mama.pk), f"account:{child.pk}")] * 2


def test_a_parent_takes_a_consent_back(mama: Citizen, browser: Client) -> None:
    child, party = child_of(mama), register("party", ["openid"])
    for person in (child, mama):
        remember(person, party.client_id, ["openid"])
    theirs, own = (Consent.objects.get(holder=person.pk) for person in (child, mama))
    for key in (own.pk, theirs.pk, theirs.pk, "", "x", "9" * 40):
        answer = browser.post(f"/family/{child.pk}/consents/withdraw", {"consent": key})
        assert answer.status_code == 302
    assert list(Consent.objects.all()) == [own]
    assert deeds("consent.withdrawn") == [(str(mama.pk), f"account:{child.pk}")]


def absent(name: str, mama: Citizen) -> tuple[Client, uuid.UUID]:
    """Somebody to whom a child is absent."""
    born = date(2012, 1, 1) if name == "of-age" else date(2016, 6, 2)
    child = child_of(mama, birthdate=born)
    papa = parent("+71991000002")
    if name == "parent-of-another":
        guarded(papa, own_child(phone="+71993333333"))
    if name == "no-longer":
        Guardianship.objects.update(ended_at=mama.created_at)
    who = {"stranger": papa, "parent-of-another": papa, "the-child": child}.get(name, mama)
    return of(who), {"oneself": mama.pk, "nobody": uuid.uuid4()}.get(name, child.pk)


@pytest.mark.parametrize(
    "name",
    [
        *("stranger", "parent-of-another", "no-longer", "of-age"),
        *("the-child", "oneself", "nobody"),
    ],
)
def test_to_everybody_else_the_child_is_absent(mama: Citizen, name: str) -> None:
    browser, key = absent(name, mama)
    for path in PAGES:
        assert browser.get(f"/family/{key}{path}").status_code == 404, path
    for path in PRESSES:
        assert browser.post(f"/family/{key}{path}", {"all": "1"}).status_code == 404, path
    assert Citizen.objects.filter(closes_at__isnull=False).count() == 0


@pytest.mark.parametrize("path", ["/consents/withdraw", "/leave", "/close"])
def test_what_weighs_asks_for_a_fresh_sign_in(
    mama: Citizen, browser: Client, settings: Any, path: str
) -> None:
    child = child_of(mama)
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    answer = browser.post(f"/family/{child.pk}{path}")
    assert answer["Location"].startswith("/signin?again=1")


def test_who_is_no_longer_confirmed_may_nothing(mama: Citizen, browser: Client) -> None:
    child = child_of(mama)
    Citizen.objects.filter(pk=mama.pk).update(level="simplified")
    assert browser.post(f"/family/{child.pk}/close").status_code == 403
    assert not closed(child)


def test_a_parent_stops(mama: Citizen, browser: Client) -> None:
    child = child_of(mama)
    assert browser.get(f"/family/{child.pk}/leave").status_code == 200
    assert browser.post(f"/family/{child.pk}/leave")["Location"] == "/family?changed=left"
    assert browser.post(f"/family/{child.pk}/leave").status_code == 404
    assert deeds("guardianship.ended") == [(str(mama.pk), f"account:{child.pk}")]
    assert told() == [CONTACT]
    assert of(child).get("/account").status_code == 200


@pytest.mark.parametrize(("registered", "left"), [(False, 0), (True, 1)])
def test_a_child_removes_a_parent_that_joined_later(
    mama: Citizen, registered: bool, left: int
) -> None:
    child = child_of(mama, registered=registered)
    row = Guardianship.objects.get()
    browser = of(child)
    page = browser.get("/account").content.decode()
    assert ("/family/parents/remove" in page) is not registered
    for wanted in (row.pk, row.pk, "", "x"):
        assert browser.post("/family/parents/remove", {"parent": wanted}).status_code == 302
    assert Guardianship.objects.filter(ended_at=None).count() == left
    assert told() == ([] if left else [mama.phone])


@pytest.mark.parametrize(("registered", "only_by_parent"), [(True, True), (False, False)])
def test_a_child_is_told_who_can_have_its_account_back(
    mama: Citizen, browser: Client, registered: bool, only_by_parent: bool
) -> None:
    child = child_of(mama, registered=registered)
    browser.post(f"/family/{child.pk}/close")
    (message,) = messages()
    assert ("только родитель" in message.text.replace("\u00a0", " ")) is only_by_parent


def test_a_child_is_shown_what_it_can_do_itself(mama: Citizen) -> None:
    child = child_of(mama)
    there = of(child)
    led = there.get("/account").content.decode()
    Guardianship.objects.update(ended_at=child.created_at)
    alone = there.get("/account").content.decode()
    for way in ('"/account/name"', '"/account/close"'):
        assert way not in led
        assert way in alone
    assert '"/account/data"' in led


def test_a_parent_closes_an_account_and_has_it_back(mama: Citizen, browser: Client) -> None:
    child = child_of(mama)
    there = of(child)
    assert browser.get(f"/family/{child.pk}/close").status_code == 200
    browser.post(f"/family/{child.pk}/close")
    browser.post(f"/family/{child.pk}/close")
    assert deeds("account.closed") == [(str(mama.pk), f"account:{child.pk}")]
    assert there.get("/account").status_code == 302
    assert "/have-back" in browser.get(f"/family/{child.pk}").content.decode()
    again = of(child)
    assert "/account/closing/have-back" not in again.get("/account/closing").content.decode()
    again.post("/account/closing/have-back")
    assert closed(child)
    browser.post(f"/family/{child.pk}/have-back")
    assert not closed(child)
    assert of(child).get("/account").status_code == 200


def test_who_made_the_account_has_it_back_alone(mama: Citizen, browser: Client) -> None:
    child = child_of(mama, registered=False)
    browser.post(f"/family/{child.pk}/close")
    again = of(child)
    again.post("/account/closing/have-back")
    assert not closed(child)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 409),
        ({"level": "simplified"}, 302),
        ({"is_active": False}, 302),
        ({"closes_at": "2026-01-01T00:00Z"}, 302),
    ],
)
def test_under_14_a_parent_who_can_act_closes_the_account(
    mama: Citizen, changes: dict[str, Any], status: int
) -> None:
    child = child_of(mama)
    Citizen.objects.filter(pk=mama.pk).update(**changes)
    own = of(child)
    by_parent = 'data-why="by-parent"' in own.get("/account/name").content.decode()
    assert by_parent is (status == 409)
    assert own.post("/account/close").status_code == status


def test_under_14_without_a_parent_a_child_closes_the_account(mama: Citizen) -> None:
    child = child_of(mama)
    Guardianship.objects.all().delete()
    assert of(child).post("/account/close").status_code == 302


def test_a_closed_childs_account_is_erased_with_its_document(
    mama: Citizen, browser: Client, settings: Any
) -> None:
    child = child_of(mama)
    browser.post(f"/family/{child.pk}/close")
    settings.CLOCK_OFFSET = timedelta(days=30, minutes=1)
    erase_closed_accounts()
    assert list(Citizen.objects.all()) == [mama]
    assert not Guardianship.objects.exists()
    assert deeds("account.erased") == [("system", f"account:{child.pk}")]


def test_when_a_parent_is_erased_the_child_goes_on(
    mama: Citizen, browser: Client, settings: Any
) -> None:
    child = child_of(mama)
    browser.post("/account/close")
    settings.CLOCK_OFFSET = timedelta(days=30, minutes=1)
    erase_closed_accounts()
    assert list(Citizen.objects.all()) == [child]
    assert of(child).post("/account/close").status_code == 302


def test_at_14_the_account_is_handed_over_and_both_are_told(mama: Citizen) -> None:
    child = child_of(mama, birthdate=date(2012, 1, 1))
    other = account("+71994444444", birthdate=date(2016, 1, 1))
    assert isinstance(other, Citizen)
    guarded(mama, other)
    hand_over_at_14()
    hand_over_at_14()
    assert Guardianship.objects.get(child=child).ended_at is not None
    assert Guardianship.objects.get(child=other).ended_at is None
    assert deeds("guardianship.handed-over") == [("system", f"account:{child.pk}")]
    assert told() == [CONTACT, mama.phone]
    assert "/account/close" in of(child).get("/account").content.decode()


def test_what_is_kept_of_a_family_is_told_to_each_side(mama: Citizen, browser: Client) -> None:
    child = child_of(mama)
    of_mama = browser.post("/account/data").json()
    of_child = of(child).post("/account/data").json()
    assert [row["certificate"] for row in of_mama["family"]] == ["I-АК 123456"]
    assert [row["certificate"] for row in of_child["family"]] == [""]
    assert [row["parent"] for row in of_child["family"]] == ["Мельник Мария"]


@pytest.mark.django_db
def test_a_parent_whose_data_have_changed_is_waited_for(settings: Any) -> None:
    """The family stays, and the child gains nothing by it."""
    mama, child = parent(), own_child()
    guarded(mama, child)
    said = {
        "family_name": "Ким",
        "given_name": mama.given_name,
        "middle_name": "",
        "birthdate": f"{mama.birthdate:%d.%m.%Y}",
        "gender": mama.gender,
    }
    of(mama).post("/account/name", said)
    closed = of(mama).get("/family")
    assert closed.status_code == 403
    assert "data-before" in closed.content.decode()
    own = Client()
    own.force_login(child)
    assert "/account/name" not in own.get("/account").content.decode()
    settings.CLOCK_OFFSET = timedelta(days=29)
    assert "/account/name" not in own.get("/account").content.decode()
    settings.CLOCK_OFFSET = timedelta(days=31)
    own.force_login(child)
    assert "/account/name" in own.get("/account").content.decode()
    settings.CLOCK_OFFSET = timedelta()
    type(mama).objects.filter(pk=mama.pk).update(level="confirmed")
    assert str(child.pk) in of(mama).get("/family").content.decode()
