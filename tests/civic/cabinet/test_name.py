"""Another name or date of birth: free where nothing rests on it, else with what rests on it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import Document
from parta.civic.citizens.models import Citizen, Correction
from parta.idp.provider.models import Grant
from parta.kit import clock
from tests.civic.family.parents import guarded, of, own_child, parent
from tests.civic.newcomer import messages
from tests.idp.conftest import account
from tests.idp.party import register

DATA = {
    "family_name": "Ковалёва",
    "given_name": "Анна",
    "middle_name": "",
    "birthdate": "14.03.2013",
    "gender": "female",
}


@pytest.fixture(autouse=True)
def messages_kept(db: None, tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def person(level: str = "simplified", **changes: Any) -> Citizen:
    found = account("+71991111111", level=level, **changes)
    assert isinstance(found, Citizen)
    if level != "simplified":
        Document.objects.create(
            citizen=found, kind="passport", series="3626", number="104218",
            issued_on=clock.today(), department="770045",
        )  # fmt: skip
    return found


def save(browser: Client, path: str = "/account/name", **changes: str) -> Any:
    return browser.post(path, DATA | changes)


def test_a_simplified_account_is_corrected_at_once(settings: Any) -> None:
    anya = person()
    browser = of(anya)
    assert 'value="Ковалёва"' in browser.get("/account/name").content.decode()
    assert save(browser, family_name="Коваль")["Location"] == "/account?changed=name"
    assert save(browser, family_name="Коваль")["Location"] == "/account?changed=name"
    anya.refresh_from_db()
    assert (anya.family_name, anya.level) == ("Коваль", "simplified")
    event = AuditEvent.objects.get(action="account.corrected")
    assert (event.actor, event.object) == (str(anya.pk), f"account:{anya.pk}")
    assert event.detail == {
        "fields": ["family_name"],
        "level": {"before": "simplified", "after": "simplified"},
    }
    assert [message.to for message in messages()] == [anya.phone]
    assert Correction.objects.get().fields == ["family_name"]


@pytest.mark.parametrize("level", ["standard", "confirmed"])
def test_papers_go_with_the_data_that_they_prove(level: str) -> None:
    anya = person(level, snils="11223344595")
    browser = of(anya)
    party = register("party", ["openid"])
    sid = browser.session["signin"]["sid"]
    for each in (sid, "of a session that is over"):  # of that one: what was let for later
        Grant.objects.create(
            client_id=party.client_id, account=anya, holder=anya.pk, scopes=[], sid=each,
            auth_time=0, amr=[],
        )  # fmt: skip
    page = browser.get("/account/name").content.decode()
    assert 'data-price="nothing"' not in page
    assert save(browser, given_name="Инна")["Location"] == "/level/documents"
    anya.refresh_from_db()
    assert (anya.given_name, anya.level, anya.snils) == ("Инна", "simplified", "11223344595")
    assert not Document.objects.exists()
    assert not Grant.objects.filter(revoked_at=None).exists()
    assert browser.get("/level/documents").status_code == 200
    assert "20" in browser.get("/level").content.decode()


def test_what_is_the_same_costs_nothing() -> None:
    anya = person("confirmed")
    save(of(anya))
    anya.refresh_from_db()
    assert anya.level == "confirmed"
    assert not messages()


def test_the_fourth_correction_waits_and_what_is_typed_stays() -> None:
    browser = of(person())
    for name in ("Инна", "Янина", "Ия"):
        assert save(browser, given_name=name).status_code == 302
    answer = save(browser, given_name="Ева")
    assert answer.status_code == 429
    assert 'value="Ева"' in answer.content.decode()
    day = clock.today() + timedelta(days=90)
    assert f"{day:%d.%m.%Y}" in answer.content.decode()
    assert Correction.objects.count() == 3


@pytest.mark.parametrize(
    "changes", [{"family_name": ""}, {"given_name": "А2"}, {"birthdate": "31.02.2013"}]
)
def test_what_is_typed_wrong_changes_nothing(changes: dict[str, str]) -> None:
    anya = person()
    assert save(of(anya), **changes).status_code == 200
    assert not Correction.objects.exists()


def test_it_asks_for_a_fresh_sign_in(settings: Any) -> None:
    browser = of(person())
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    assert save(browser)["Location"].startswith("/signin?again=1")
    assert Client().get("/account/name")["Location"].startswith("/signin?")


def child_of(by: Citizen, since: timedelta = timedelta()) -> Citizen:
    found = account("+71992222214", birthdate=date(2016, 6, 2), family_name="Мельник")
    assert isinstance(found, Citizen)
    row = guarded(by, found)
    type(row).objects.filter(pk=row.pk).update(since=clock.now() - since)
    return found


def test_a_child_with_a_parent_is_corrected_by_the_parent() -> None:
    mama = parent()
    child = child_of(mama)
    own = of(child)
    for answer in (own.get("/account/name"), save(own)):
        assert 'data-why="by-parent"' in answer.content.decode()
    path = f"/family/{child.pk}/name"
    answer = save(of(mama), path, birthdate="03.06.2016")
    assert answer["Location"] == f"/family/{child.pk}?changed=name"
    child.refresh_from_db()
    assert (child.family_name, child.birthdate) == ("Ковалёва", date(2016, 6, 3))
    event = AuditEvent.objects.get(action="account.corrected")
    assert (event.actor, event.object) == (str(mama.pk), f"account:{child.pk}")
    assert [message.to for message in messages()] == [child.phone]


@pytest.mark.parametrize(("birthdate", "moved"), [("03.06.2016", False), ("01.06.2016", True)])
def test_a_parent_cant_put_the_14th_birthday_off(birthdate: str, moved: bool) -> None:
    mama = parent()
    child = child_of(mama, timedelta(days=31))
    answer = save(of(mama), f"/family/{child.pk}/name", birthdate=birthdate)
    assert (answer.status_code == 302) is moved


def test_a_child_that_is_14_by_the_right_date_is_its_own() -> None:
    mama = parent()
    child = child_of(mama)
    path = f"/family/{child.pk}/name"
    assert save(of(mama), path, birthdate="02.06.2010")["Location"] == "/family"
    assert of(mama).get(path).status_code == 404


def test_nobody_else_corrects_a_child() -> None:
    child = child_of(parent())
    stranger = of(parent("+71990000009"))
    assert save(stranger, f"/family/{child.pk}/name").status_code == 404
    assert save(stranger, f"/family/{own_child(phone='+71990000010').pk}/name").status_code == 404
