"""Access recovered at a desk: who gets in again, what ends, and who gets nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import Reason, Visit
from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Clerk, Recovery
from parta.idp.factors.models import RecoveryCode, Totp
from parta.kit import clock as the_clock
from tests.civic.desk.lost import NEW, Lost, by_paper, seen_at, settle
from tests.civic.newcomer import messages
from tests.civic.visitor import ALL, clerk, documented, lera, of, reasons
from tests.idp.party import Browser

pytestmark = pytest.mark.django_db
OLD = "+71991000005"
NEXT = "весло-под-лавкой-3"


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.fixture
def person() -> Citizen:
    return documented()


@pytest.fixture
def nina() -> Clerk:
    return clerk()


def test_nothing_typed_is_lost_where_the_contact_is_none(nina: Clerk) -> None:
    typed = {"contact": "199 222", "place": nina.place}
    page = Client().post("/recover/desk", typed).content.decode()
    assert 'value="199 222"' in page
    assert f"<option selected>{nina.place}</option>" in page


def test_the_clerk_reads_out_a_short_address_and_shows_it_to_a_camera(
    nina: Clerk, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://id.region.example"
    page = of(nina).get("/desk").content.decode()
    assert "id.region.example<wbr>/8<" in page
    assert '<svg class="qr" role="img" aria-label="QR-код адреса"' in page
    assert Client().get("/8")["Location"] == "/recover/desk"


def test_the_line_of_a_number_that_the_account_lacks_says_so(nina: Clerk) -> None:
    person, desk = documented(snils=None), of(nina)
    page = by_paper(desk, Lost().prove(), person).content.decode()
    assert "записи не указан" in page
    assert settle(desk)["Location"] == "/desk"


@pytest.mark.proves("asvs:6.4.1", "asvs:6.4.4")
def test_the_person_gets_in_with_a_password_that_no_clerk_has_seen(
    person: Citizen, nina: Clerk
) -> None:
    old = Browser(OLD)
    old.sign_in()
    RecoveryCode.objects.create(account_id=person.pk, hint="ab", encoded="x")
    lost, desk = Lost(), of(nina)
    page = by_paper(desk, lost.prove(), person)
    assert "36 26 104218" in page.content.decode()
    assert NEW[-5:] not in page.content.decode()  # masked
    assert settle(desk)["Location"] == "/desk"
    person.refresh_from_db()
    assert (person.phone, person.phone_verified, person.email) == ("+71992222214", True, "")
    assert not person.has_usable_password()
    assert not RecoveryCode.objects.filter(account_id=person.pk).exists()
    assert old.get("/account").status_code == 302  # every session has ended
    assert Browser(OLD).sign_in().status_code == 200  # the old ways open nothing
    assert lost.state == "granted"
    sent = len(messages())
    assert lost.go_on() == "/recover/password"
    lost.browser.post("/recover/password", {"password": NEXT})
    assert lost.browser.get("/account").status_code == 200
    assert len(messages()) == sent  # the code that was typed before the visit has sufficed


@pytest.mark.proves("asvs:6.4.1")
def test_the_proof_given_before_the_visit_leads_to_one_password(
    person: Citizen, nina: Clerk
) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    assert lost.go_on() == "/recover"  # nothing is decided yet
    settle(desk)
    assert Lost().go_on() == "/recover"
    assert [lost.go_on() for _ in range(2)] == ["/recover/password"] * 2
    lost.browser.post("/recover/password", {"password": NEXT})
    lost.browser.post("/signout")
    assert lost.go_on() == "/recover"


@pytest.mark.proves("asvs:6.4.4")
@pytest.mark.parametrize("pressed", [False, True])
def test_the_carried_proof_ends_with_whatever_password_is_set(
    person: Citizen, nina: Clerk, *, pressed: bool
) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    settle(desk)
    if pressed:
        lost.go_on()
    person.refresh_from_db()
    person.set_password("другое-весло-4")
    person.save()
    assert lost.go_on() == "/recover"
    assert "+71992222214" in lost.browser.get("/recover").content.decode()  # known already
    lost.browser.post("/recover/password", {"password": NEXT})
    person.refresh_from_db()
    assert person.check_password("другое-весло-4")


@pytest.mark.proves("asvs:6.4.4")
def test_the_carried_proof_opens_no_account_that_the_contact_has_come_to_since(
    person: Citizen, nina: Clerk
) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    settle(desk)
    lost.go_on()
    Citizen.objects.filter(pk=person.pk).update(phone="+71992222299")
    lera(phone="+71992222214")
    assert lost.browser.get("/recover/password")["Location"] == "/recover"


@pytest.mark.proves("asvs:6.4.4")
def test_a_second_factor_that_stands_is_asked_for_all_the_same(
    person: Citizen, nina: Clerk
) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    settle(desk)
    Totp.objects.create(account_id=person.pk, sealed=b"x", since=the_clock.now())
    assert lost.go_on().startswith("/signin/second")


def test_the_carried_proof_lasts_for_a_quarter_of_an_hour(
    person: Citizen, nina: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    settle(desk)
    lost.go_on()
    later = the_clock.now() + timedelta(minutes=15)
    monkeypatch.setattr(the_clock, "now", lambda: later)
    assert lost.browser.get("/recover/password")["Location"] == "/recover"


def test_the_lost_contact_is_told_and_it_is_written_down(person: Citizen, nina: Clerk) -> None:
    Citizen.objects.filter(pk=person.pk).update(email="lera@pochta.example", email_verified=True)
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    settle(desk)
    told = [message.to for message in messages()[1:]]
    assert sorted(told) == sorted([OLD, "lera@pochta.example", "+71992222214"])
    actions = ["visitor.shown", "factors.cleared", "access.recovered"]
    events = AuditEvent.objects.filter(actor=str(nina.pk)).order_by("pk")
    assert [event.action for event in events] == actions
    last = events[2]
    assert last.object == f"account:{person.pk}"
    assert last.detail == {"contact": "phone", "document": "passport", "place": nina.place}
    visit = Visit.objects.get()
    assert (visit.deed, visit.reason, visit.place) == ("recover", "", nina.place)


@pytest.mark.proves("asvs:6.4.4")
@pytest.mark.parametrize(
    "changes",
    [
        {"number": "36 26 104219"},
        {"birthdate": "01.01.1990"},
        {"kind": "birth-certificate", "number": "I-АК 123456"},
    ],
)
def test_a_paper_that_is_nobodys_opens_nothing(
    person: Citizen, nina: Clerk, changes: dict[str, str]
) -> None:
    lost, desk = Lost(), of(nina)
    page = by_paper(desk, lost.prove(), person, **changes)
    assert page.status_code == 404
    assert reasons(page) == ["no-such-person"]
    assert person.full_name not in page.content.decode()
    assert settle(desk)["Location"] == "/desk"
    assert lost.state == "waiting"
    by_paper(desk, Recovery.objects.get().code, person)
    settle(desk)
    assert lost.state == "granted"


@pytest.mark.proves("asvs:6.4.4")
@pytest.mark.parametrize("left", ALL)
def test_one_line_not_compared_and_nothing_is_recovered(
    person: Citizen, nina: Clerk, left: str
) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    answer = settle(desk, check=[check for check in ALL if check != left])
    assert reasons(answer) == ["not-all-compared"]
    person.refresh_from_db()
    assert person.phone == OLD
    assert person.has_usable_password()


@pytest.mark.parametrize("reason", Reason.values)
def test_a_refusal_is_shown_in_the_visitors_browser_and_told_to_the_owner(
    person: Citizen, nina: Clerk, reason: str
) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    assert settle(desk, decision="refuse", reason=reason)["Location"] == "/desk"
    assert f'data-reason="{reason}"' in lost.page()
    assert [message.to for message in messages()[1:]] == [OLD]
    event = AuditEvent.objects.get(action="access.refused")
    assert event.detail == {"reason": reason, "document": "passport", "place": nina.place}
    person.refresh_from_db()
    assert person.phone == OLD


def test_a_refusal_without_a_reason_is_none(person: Citizen, nina: Clerk) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    assert reasons(settle(desk, decision="refuse", reason="because")) == ["no-reason"]
    assert lost.state == "waiting"


def test_a_contact_of_another_account_stays_theirs(person: Citizen, nina: Clerk) -> None:
    other = lera(phone="+71992222214")
    lost, desk = Lost(), of(nina)
    page = by_paper(desk, lost.prove(), person)
    assert reasons(page) == ["contact-of-another"]
    answer = settle(desk)
    assert (answer.status_code, reasons(answer)) == (409, ["contact-of-another"])
    for one, phone in ((person, OLD), (other, "+71992222214")):
        one.refresh_from_db()
        assert one.phone == phone


@pytest.mark.proves("asvs:6.4.4")
def test_the_own_contact_may_be_proved_when_only_the_second_factor_is_lost(
    person: Citizen, nina: Clerk
) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(OLD), person)
    settle(desk)
    person.refresh_from_db()
    assert (person.phone, person.has_usable_password()) == (OLD, False)


def test_a_clerk_does_not_recover_their_own_account(person: Citizen) -> None:
    Citizen.objects.filter(pk=person.pk).update(level="confirmed")
    person.refresh_from_db()
    own = Clerk.objects.create(citizen=person, place="Окно 1")
    page = by_paper(of(own), Lost().prove(), person)
    assert reasons(page) == ["own-account"]


def test_to_everybody_else_there_is_no_such_page(person: Citizen) -> None:
    code = Lost().prove()
    for browser in (of(person), of(lera(phone="+71991000007", level="confirmed"))):
        assert browser.post("/desk/find", {"code": code}).status_code == 404
        assert browser.get("/desk/recover").status_code == 404
        assert browser.post("/desk/recover/find").status_code == 404
        assert browser.post("/desk/recover/decide").status_code == 404
    assert Client().get("/desk/recover").status_code == 302


def test_a_code_serves_once_and_for_half_an_hour(
    person: Citizen, nina: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, desk = Lost(), of(nina)
    code = lost.prove()
    by_paper(desk, code, person)
    shown = seen_at(desk, "/desk/recover")
    for _ in range(2):
        assert settle(desk, seen=shown)["Location"] == "/desk"
    assert Visit.objects.count() == 1
    assert reasons(desk.post("/desk/find", {"code": code})) == ["no-such-code"]
    code, later = Lost().prove("+7 199 222-22-15"), the_clock.now() + timedelta(minutes=30)
    monkeypatch.setattr(the_clock, "now", lambda: later)
    assert reasons(desk.post("/desk/find", {"code": code})) == ["no-such-code"]


def test_data_changed_meanwhile_are_compared_again(person: Citizen, nina: Clerk) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    before = seen_at(desk, "/desk/recover")
    Citizen.objects.filter(pk=person.pk).update(family_name="Другая")
    answer = settle(desk, seen=before)
    assert (answer.status_code, reasons(answer)) == (409, ["changed-meanwhile"])
    assert lost.state == "waiting"


def test_another_browser_learns_nothing_of_a_recovery(person: Citizen, nina: Clerk) -> None:
    lost, desk = Lost(), of(nina)
    by_paper(desk, lost.prove(), person)
    settle(desk)
    other = Lost()
    assert other.state == ""
    assert "222-22-14" not in other.page()


def test_five_wrong_papers_are_free_then_the_clerk_waits(person: Citizen, nina: Clerk) -> None:
    desk, code = of(nina), Lost().prove()
    for _ in range(5):
        assert by_paper(desk, code, person, number="36 26 999999").status_code == 404
    assert by_paper(desk, code, person).status_code == 429
