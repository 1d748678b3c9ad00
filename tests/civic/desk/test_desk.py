"""The desk over HTTP: a code, five ticks, a decision; and everybody who may not."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import DeskCode, Document, Reason, Visit
from parta.civic.desk.models import Clerk
from parta.kit import clock
from tests.civic.newcomer import messages
from tests.civic.visitor import (
    ALL,
    PASSPORT,
    clerk,
    decide,
    documented,
    find,
    give,
    lera,
    level_of,
    of,
    reasons,
    seen,
    show_code,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def test_the_whole_way_from_documents_to_confirmed() -> None:
    person, nina = lera(), clerk()
    visitor, desk = of(person), of(nina)
    give(visitor, PASSPORT)
    code = show_code(person)
    page = find(desk, f"{code[:3]} {code[3:]}").content.decode()
    today = f"{clock.now():%d.%m.%Y}"
    assert all(text in page for text in (person.full_name, "36 26 104218", today, "770-045"))
    assert "112-233-445 95" in page
    assert f"{person.birthdate:%d.%m.%Y}" in page
    assert decide(desk)["Location"] == "/desk"
    assert level_of(person) == "confirmed"
    assert not DeskCode.objects.exists()
    own = visitor.get("/level").content.decode()
    assert 'data-level="confirmed"' in own
    assert 'data-step="done"' in own
    assert visitor.get("/level/desk")["Location"] == "/level"
    after = desk.get("/desk").content.decode()
    assert person.full_name in after
    assert "104218" not in after


def test_who_confirmed_whom_and_where_is_in_the_audit_and_no_number() -> None:
    person, nina = documented(), clerk()
    desk = of(nina)
    find(desk, show_code(person))
    decide(desk)
    event = AuditEvent.objects.get(action="identity.confirmed")
    assert (event.actor, event.object) == (str(nina.pk), f"account:{person.pk}")
    assert event.detail == {
        "level": {"before": "standard", "after": "confirmed"},
        "document": "passport",
        "place": nina.place,
    }
    assert [message.to for message in messages()] == [person.phone]


def test_each_look_at_a_visitor_is_in_the_audit_and_none_at_nobody() -> None:
    person, nina = documented(), clerk()
    desk = of(nina)
    find(desk, "000000" if show_code(person) != "000000" else "000001")
    assert not AuditEvent.objects.filter(action="visitor.shown").exists()
    find(desk, show_code(person))
    desk.get("/desk")
    event = AuditEvent.objects.get(action="visitor.shown")
    assert (event.actor, event.object) == (str(nina.pk), f"account:{person.pk}")
    assert event.detail == {"place": nina.place}


@pytest.mark.parametrize("reason", Reason.values)
def test_a_refusal_is_shown_to_the_person_with_its_reason(reason: str) -> None:
    person, nina = documented(), clerk()
    desk, code = of(nina), show_code(person)
    find(desk, code)
    assert decide(desk, decision="refuse", reason=reason)["Location"] == "/desk"
    assert level_of(person) == "standard"
    page = of(person).get("/level")
    assert reasons(page) == [reason]
    event = AuditEvent.objects.get(action="identity.refused")
    assert (event.actor, event.object) == (str(nina.pk), f"account:{person.pk}")
    assert event.detail == {
        "reason": reason,
        "level": "standard",
        "document": "passport",
        "place": nina.place,
    }
    assert reasons(find(desk, code)) == ["no-such-code"]
    find(desk, show_code(person))  # another day, with the right paper
    decide(desk)
    assert level_of(person) == "confirmed"
    assert reasons(of(person).get("/level")) == []


@pytest.mark.parametrize("left", ALL)
def test_one_line_not_compared_and_nothing_is_confirmed(left: str) -> None:
    person, nina = documented(), clerk()
    desk = of(nina)
    find(desk, show_code(person))
    ticked = [check for check in ALL if check != left]
    response = decide(desk, check=ticked)
    assert reasons(response) == ["not-all-compared"]
    page = response.content.decode()
    assert [f'value="{check}" checked' in page for check in ALL] == [c != left for c in ALL]
    assert level_of(person) == "standard"
    decide(desk)
    assert level_of(person) == "confirmed"


@pytest.mark.parametrize("reason", ["", "because", "\x00"])
def test_a_refusal_without_a_reason_of_the_list_is_none(reason: str) -> None:
    person, nina = documented(), clerk()
    desk = of(nina)
    find(desk, show_code(person))
    assert reasons(decide(desk, decision="refuse", reason=reason)) == ["no-reason"]
    assert not Visit.objects.exists()
    assert DeskCode.objects.exists()


def test_data_changed_after_the_clerk_saw_them_are_compared_again() -> None:
    person, nina = documented(), clerk()
    desk = of(nina)
    find(desk, show_code(person))
    before = seen(desk)
    give(of(person), PASSPORT, number="36 26 777777")
    response = decide(desk, seen=before)
    assert response.status_code == 409
    assert reasons(response) == ["changed-meanwhile"]
    assert "36 26 777777" in response.content.decode()
    assert level_of(person) == "standard"
    decide(desk)
    assert level_of(person) == "confirmed"


def test_the_card_of_another_visitor_confirms_nobody() -> None:
    nina = clerk()
    first = documented()
    second = documented("200000", "08765430300", phone="+71991000006")
    desk = of(nina)
    find(desk, show_code(first))
    stale = seen(desk)
    find(desk, show_code(second))
    assert reasons(decide(desk, seen=stale)) == ["changed-meanwhile"]
    assert (level_of(first), level_of(second)) == ("standard", "standard")


def test_a_second_press_is_harmless() -> None:
    person, nina = documented(), clerk()
    desk = of(nina)
    find(desk, show_code(person))
    shown = seen(desk)
    for _ in range(2):
        assert decide(desk, seen=shown)["Location"] == "/desk"
    assert Visit.objects.count() == 1


def test_a_code_opens_nothing_once_it_is_used_or_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    person, nina, olga = documented(), clerk(), clerk("+71991000012")
    first, second = of(nina), of(olga)
    code = show_code(person)
    find(first, code)
    find(second, code)
    shown = seen(second)
    decide(first)
    late = decide(second, seen=shown)
    assert late.status_code == 409
    assert reasons(late) == ["no-such-code"]
    assert Visit.objects.count() == 1
    other = documented("200000", "08765430300", phone="+71991000006")
    code = show_code(other)
    find(second, code)
    shown, later = seen(second), clock.now() + timedelta(minutes=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert reasons(decide(second, seen=shown)) == ["no-such-code"]
    assert reasons(find(second, code)) == ["no-such-code"]
    assert level_of(other) == "standard"


def test_a_clerk_never_confirms_themself() -> None:
    """Not even one whose level was taken back after the page was shown."""
    nina = clerk()
    own = nina.citizen
    Document.objects.create(
        citizen=own, kind="passport", series="3626", number="104218", issued_on=date(2020, 1, 1)
    )
    DeskCode.objects.create(
        citizen=own, code="418302", expires_at=clock.now() + timedelta(minutes=5)
    )
    assert reasons(find(of(nina), "418302")) == ["no-such-code"]  # nothing is left to confirm
    type(own).objects.filter(pk=own.pk).update(level="standard")
    assert find(of(nina), "418302").status_code == 404


@pytest.mark.parametrize("typed", ["", "41830", "4183021", "abcdef", "<b>", "٤١٨٣٠٢", "\x00" * 6])
def test_what_is_no_code_costs_nothing_and_stays_in_the_field(typed: str) -> None:
    desk = of(clerk())
    for _ in range(8):
        assert find(desk, typed).status_code == 200


def test_wrong_codes_slow_the_clerk_down_and_nobody_else() -> None:
    person, nina, olga = documented(), clerk(), clerk("+71991000012")
    code = show_code(person)
    desk = of(nina)
    wrong = [f"{(int(code) + step) % 10**6:06}" for step in range(1, 8)]
    statuses = [desk.post("/desk/find", {"code": typed}).status_code for typed in wrong]
    assert statuses == [404] * 5 + [429] * 2
    assert desk.post("/desk/find", {"code": code}).status_code == 429
    assert of(olga).post("/desk/find", {"code": code}).status_code == 302


def test_to_everybody_else_there_is_no_desk() -> None:
    person, nina = documented(), clerk()
    code = show_code(person)
    plain = documented("200000", "08765430300", phone="+71991000006")
    requests = (("get", "/desk"), ("post", "/desk/find"), ("post", "/desk/decide"))
    for method, path in requests:
        assert getattr(of(plain), method)(path, {"code": code}).status_code == 404
        assert getattr(Client(), method)(path, {"code": code})["Location"].startswith("/signin")
    desk = of(nina)
    find(desk, code)
    shown = seen(desk)
    Clerk.objects.all().delete()
    assert desk.get("/desk").status_code == 404
    assert decide(desk, seen=shown).status_code == 404
    assert level_of(person) == "standard"


def test_a_clerk_who_is_not_confirmed_is_none() -> None:
    nina = clerk()
    type(nina.citizen).objects.filter(pk=nina.pk).update(level="standard")
    assert of(nina).get("/desk").status_code == 404


def test_the_page_begins_where_the_clerk_goes_on() -> None:
    desk, code = of(clerk()), show_code(documented())
    began = [focused(desk.get("/desk")), focused(find(desk, "000")), focused(find(desk, code))]
    began += [focused(find(desk, "000")), focused(decide(desk, check=[]))]
    began.append(focused(decide(desk, decision="refuse")))
    assert began == ["code", "code", "who", "code", "not-all-compared", "no-reason"]


def focused(page: Any) -> str:
    """The one element that asks for the focus, by its id or what is wrong there."""
    [tag] = re.findall(r"<[^>]*\bautofocus\b[^>]*>", page.content.decode())
    found = re.search(r'(?:\bid|data-reason)="([^"]+)"', tag)
    return found[1] if found else ""
