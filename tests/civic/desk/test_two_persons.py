"""Two clerks: nothing is done before a second one of the same place has looked."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import Visit
from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Clerk, Proposal
from parta.kit import clock as the_clock
from tests.civic.desk.lost import Lost, by_paper, settle
from tests.civic.newcomer import messages
from tests.civic.visitor import (
    ALL,
    clerk,
    decide,
    documented,
    find,
    give,
    level_of,
    of,
    reasons,
    show_code,
)
from tests.civic.visitor import PASSPORT as PAPER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    settings.DESK_TWO_PERSONS = True


@pytest.fixture
def nina() -> Clerk:
    return clerk()


@pytest.fixture
def olga() -> Clerk:
    return clerk("+71991000012")


def proposed(person: Citizen, first: Clerk) -> int:
    """What the first clerk has decided; its key."""
    desk = of(first)
    find(desk, show_code(person))
    assert decide(desk)["Location"] == "/desk"
    return int(Proposal.objects.get(citizen=person).pk)


def look(desk: Any, proposal: int) -> Any:
    return desk.post("/desk/second/take", {"proposal": proposal}, follow=True)


def approve(desk: Any, **changes: Any) -> Any:
    return settle(desk, "/desk/second", **changes)


def test_the_second_clerk_confirms(nina: Clerk, olga: Clerk) -> None:
    person = documented()
    key = proposed(person, nina)
    assert level_of(person) == "standard"
    assert messages() == []
    second = of(olga)
    assert f'data-proposal="{key}"' in second.get("/desk").content.decode()
    assert "36 26 104218" in look(second, key).content.decode()
    assert approve(second)["Location"] == "/desk"
    assert level_of(person) == "confirmed"
    visit = Visit.objects.get()
    assert (visit.clerk_id, visit.second_id) == (nina.pk, olga.pk)
    events = AuditEvent.objects.exclude(action="visitor.shown").order_by("pk")
    first, last = events
    assert (first.action, first.actor) == ("decision.proposed", str(nina.pk))
    assert (last.action, last.actor) == ("identity.confirmed", str(olga.pk))
    assert last.detail["first"] == str(nina.pk)
    looks = AuditEvent.objects.filter(action="visitor.shown", actor=str(olga.pk))
    assert looks.get().detail == {"place": olga.place, "second": True}


def test_nobody_approves_their_own(nina: Clerk) -> None:
    person = documented()
    key = proposed(person, nina)
    desk = of(nina)
    assert "/desk/second/take" not in desk.get("/desk").content.decode()
    look(desk, key)
    assert approve(desk)["Location"] == "/desk"
    session = desk.session
    session["desk-second"] = str(key)  # had a page ever led there
    session.save()
    assert reasons(desk.get("/desk/second")) == ["own-decision"]
    assert reasons(approve(desk, seen=Proposal.objects.get().print)) == ["own-decision"]
    assert level_of(person) == "standard"


def test_a_clerk_of_another_place_sees_nothing_of_it(nina: Clerk) -> None:
    person = documented()
    key = proposed(person, nina)
    desk = of(clerk("+71991000013", place="МФЦ на Лесной"))
    assert person.full_name not in desk.get("/desk").content.decode()
    assert person.full_name not in look(desk, key).content.decode()
    approve(desk)
    assert level_of(person) == "standard"


def test_a_visitor_who_is_a_clerk_is_not_their_own_second(nina: Clerk) -> None:
    """Taken back to standard, so that there is something to confirm."""
    person = documented()
    key = proposed(person, nina)
    Citizen.objects.filter(pk=person.pk).update(level="confirmed")
    person.refresh_from_db()
    desk = of(Clerk.objects.create(citizen=person, place=nina.place))
    look(desk, key)
    approve(desk)
    assert not Visit.objects.exists()


def test_the_second_clerk_takes_it_back_with_a_reason(nina: Clerk, olga: Clerk) -> None:
    person = documented()
    key = proposed(person, nina)
    desk = of(olga)
    look(desk, key)
    assert reasons(approve(desk, decision="refuse")) == ["no-reason"]
    approve(desk, decision="refuse", reason="face-differs")
    assert level_of(person) == "standard"
    assert not Proposal.objects.exists()
    assert reasons(of(person).get("/level")) == ["face-differs"]


@pytest.mark.parametrize("left", ALL)
def test_the_second_clerk_compares_every_line_too(nina: Clerk, olga: Clerk, left: str) -> None:
    person = documented()
    desk, key = of(olga), proposed(person, nina)
    look(desk, key)
    answer = approve(desk, check=[check for check in ALL if check != left])
    assert reasons(answer) == ["not-all-compared"]
    assert level_of(person) == "standard"


def test_data_changed_since_are_compared_by_the_first_clerk_again(nina: Clerk, olga: Clerk) -> None:
    person = documented()
    key = proposed(person, nina)
    give(of(person), PAPER, number="36 26 777777")
    desk = of(olga)
    assert reasons(look(desk, key)) == ["changed-meanwhile"]
    approve(desk, seen=Proposal.objects.get().print)
    assert level_of(person) == "standard"
    again = proposed(person, nina)
    assert "36 26 777777" in look(desk, again).content.decode()
    approve(desk)
    assert level_of(person) == "confirmed"


def test_what_waits_is_forgotten_after_half_an_hour_and_with_its_clerk(
    nina: Clerk, olga: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, other = documented(), documented("200000", "08765430300", phone="+71991000006")
    key = proposed(person, nina)
    later = the_clock.now() + timedelta(minutes=30)
    desk = of(olga)
    with monkeypatch.context() as patch:
        patch.setattr(the_clock, "now", lambda: later)
        assert person.full_name not in look(desk, key).content.decode()
    proposed(other, nina)
    call_command("clerk_remove", contact="+71991000010")
    assert not Proposal.objects.exists()


def test_one_visitor_waits_once(nina: Clerk, olga: Clerk) -> None:
    person = documented()
    code = show_code(person)
    for who in (nina, olga):
        find(of(who), code)
    proposed(person, nina)
    desk = of(olga)
    find(desk, code)
    answer = decide(desk)
    assert (answer.status_code, reasons(answer)) == (409, ["waits-for-a-second"])
    assert Proposal.objects.get().clerk_id == nina.pk


def test_a_refusal_needs_one_clerk(nina: Clerk) -> None:
    person = documented()
    desk = of(nina)
    find(desk, show_code(person))
    decide(desk, decision="refuse", reason="no-paper")
    assert Visit.objects.get().second is None


def test_access_is_recovered_by_two(nina: Clerk, olga: Clerk) -> None:
    person = documented()
    lost, first, second = Lost(), of(nina), of(olga)
    by_paper(first, lost.prove(), person)
    assert settle(first)["Location"] == "/desk"
    assert lost.state == "waiting"
    person.refresh_from_db()
    assert person.phone == "+71991000005"
    look(second, int(Proposal.objects.get().pk))
    approve(second)
    assert lost.state == "granted"
    person.refresh_from_db()
    assert person.phone == "+71992222214"
    visit = Visit.objects.get()
    assert (visit.deed, visit.clerk_id, visit.second_id) == ("recover", nina.pk, olga.pk)


def test_one_visitor_recovers_one_account(nina: Clerk, olga: Clerk) -> None:
    one, other = documented(), documented("200000", "08765430300", phone="+71991000006")
    code = Lost().prove()
    first, second = of(nina), of(olga)
    by_paper(first, code, one)
    assert settle(first)["Location"] == "/desk"
    by_paper(second, code, other, number="36 26 200000")
    page = settle(second)
    assert page.status_code == 409
    assert reasons(page) == ["waits-for-a-second"]
    assert Proposal.objects.get().citizen == one


def test_a_second_press_is_harmless(nina: Clerk, olga: Clerk) -> None:
    person = documented()
    desk, key = of(olga), proposed(person, nina)
    look(desk, key)
    for _ in range(2):
        approve(desk, seen=Proposal.objects.filter(pk=key).first().print if _ == 0 else "x")  # type: ignore[union-attr]
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("junk", ["", "x", "-1", "9" * 30, "\x00", "1.5", "١"])
def test_junk_for_a_proposal_is_nobodys(olga: Clerk, junk: str) -> None:
    desk = of(olga)
    assert desk.post("/desk/second/take", {"proposal": junk})["Location"] == "/desk"
    assert desk.get("/desk/second").status_code == 409
