"""Data that were confirmed change: what a clerk sees of it, and how the level comes back."""

import re
from datetime import timedelta
from typing import Any

import pytest

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import BankCheck, ConfirmedBefore, Document
from parta.civic.citizens.models import Citizen
from parta.kit import clock
from tests.civic.desk.test_queue import HERE, show
from tests.civic.newcomer import messages
from tests.civic.visitor import (
    CERTIFICATE,
    PASSPORT,
    clerk,
    decide,
    documented,
    find,
    give,
    level_of,
    of,
    show_code,
)

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'data-changed="([^"]*)".*?</table>', re.DOTALL)


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.fixture
def lera() -> Citizen:
    """A pupil of 15 whom a desk has confirmed by the passport 36 26 104218."""
    person = documented()
    confirm(person)
    return person


def confirm(person: Citizen) -> Any:
    """The card that the clerk has seen."""
    desk = of(clerk_once())
    card = find(desk, show_code(person))
    assert decide(desk)["Location"] == "/desk"
    return card


def clerk_once() -> Any:
    nina = Citizen.objects.filter(phone="+71991000010").first()
    return nina or clerk()


def rename(person: Citizen, **changes: str) -> Any:
    said = {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "middle_name": person.middle_name,
        "birthdate": f"{person.birthdate:%d.%m.%Y}",
        "gender": person.gender,
    }
    return of(person).post("/account/name", said | changes)


def lines(card: Any) -> tuple[str, str]:
    """What the card says to have changed, and the text of it; "" where nothing has."""
    found = TABLE.search(card.content.decode())
    return (found[1], found[0]) if found else ("", "")


def test_a_person_confirmed_for_the_first_time_has_no_before(lera: Citizen) -> None:
    other = documented("200000", "08765430300", phone="+71991000006")
    assert lines(confirm(other)) == ("", "")
    event = AuditEvent.objects.filter(action="identity.confirmed").latest("pk")
    assert "changed" not in event.detail


def test_another_name_and_paper_stand_beside_the_old_ones_and_the_level_comes_back(
    lera: Citizen,
) -> None:
    assert rename(lera, family_name="Ким")["Location"] == "/level/documents"
    assert level_of(lera) == "simplified"
    give(of(lera), PASSPORT, number="36 26 777755", snils="")
    assert level_of(lera) == "standard"
    assert "data-before" in of(lera).get("/level").content.decode()
    parts, text = lines(confirm(lera))
    assert parts == "name document"
    assert all(said in text for said in ("Журавлёва Валерия", "Ким Валерия", "…18", "…55"))
    assert "104218" not in text
    assert level_of(lera) == "confirmed"
    event = AuditEvent.objects.filter(action="identity.confirmed").latest("pk")
    assert event.detail["changed"] == ["name", "document"]
    assert "Журавлёва" not in str(event.detail)
    assert not ConfirmedBefore.objects.exists()
    assert "data-before" not in of(lera).get("/level").content.decode()


def test_another_paper_alone_costs_the_confirmation_and_the_page_says_so(lera: Citizen) -> None:
    browser = of(lera)
    assert "/level/documents" in browser.get("/level").content.decode()
    page = browser.get("/level/documents").content.decode()
    assert "note warn" in page
    assert give(browser, PASSPORT, snils="")["Location"] == "/level"  # the very same
    assert level_of(lera) == "confirmed"
    said = len(messages())
    give(browser, PASSPORT, number="36 26 777755", snils="")
    assert level_of(lera) == "standard"
    assert len(messages()) == said + 1
    event = AuditEvent.objects.get(action="documents.given")
    assert event.detail["level"] == {"before": "confirmed", "after": "standard"}
    assert lines(confirm(lera))[0] == "document"
    assert level_of(lera) == "confirmed"


def test_a_page_of_before_the_confirmation_says_the_price_first(lera: Citizen) -> None:
    browser = of(lera)
    form = {**PASSPORT, "issued_on": f"{clock.today():%d.%m.%Y}", "number": "36 26 777755"}
    page = browser.post("/level/documents", {**form, "snils": ""}).content.decode()
    assert "note warn" in page
    assert 'value="36 26 777755"' in page
    assert level_of(lera) == "confirmed"


def test_another_paper_of_who_is_confirmed_asks_for_a_fresh_sign_in(
    lera: Citizen, settings: Any
) -> None:
    browser = of(lera)
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    browser.defaults["HTTP_REFERER"] = "http://testserver/level/documents"
    for answer in (browser.get("/level/documents"), give(browser, PASSPORT, number="36 26 777755")):
        assert answer["Location"].startswith("/signin?again=1")
    kept = browser.session
    kept["signin"] = {**kept["signin"], "at": clock.now().timestamp()}  # as a new sign-in leaves it
    kept.save()
    assert 'value="36 26 777755"' in browser.get("/level/documents").content.decode()
    assert Document.objects.get().number == "104218"


def test_what_was_confirmed_stays_through_several_changes(lera: Citizen) -> None:
    rename(lera, family_name="Ким")
    give(of(lera), CERTIFICATE, snils="")
    lera.refresh_from_db()
    rename(lera, family_name="Цой")
    give(of(lera), PASSPORT, snils="", number="36 26 777755")
    _, text = lines(confirm(lera))
    assert "Журавлёва" in text
    assert "Ким" not in text


def test_what_was_put_back_is_not_said_to_have_changed(lera: Citizen) -> None:
    rename(lera, family_name="Ким")
    lera.refresh_from_db()
    rename(lera, family_name="Журавлёва")
    give(of(lera), PASSPORT, snils="")
    card = confirm(lera)
    assert lines(card) == ("", "")
    assert level_of(lera) == "confirmed"


def test_who_was_never_confirmed_leaves_nothing_behind() -> None:
    person = documented()
    rename(person, family_name="Ким")
    give(of(person), PASSPORT)
    assert not ConfirmedBefore.objects.exists()


def test_the_queue_marks_who_comes_with_other_data_and_tells_none_of_them(lera: Citizen) -> None:
    rename(lera, family_name="Ким")
    give(of(lera), PASSPORT, number="36 26 777755", snils="")
    other = documented("200000", "08765430300", phone="+71991000006", given_name="Новая")
    for person in (lera, other):
        show(person, HERE)
    queue = of(clerk_once()).get("/desk").content.decode()
    rows = re.findall(r"<li>.*?</li>", queue, re.DOTALL)
    marked = {name: any(name in row and "chip" in row for row in rows) for name in ("Ким", "Новая")}
    assert marked == {"Ким": True, "Новая": False}
    assert "Журавлёва Валерия" not in "".join(row for row in rows if "Ким" in row)


def test_a_second_clerk_sees_it_too(lera: Citizen, settings: Any) -> None:
    settings.DESK_TWO_PERSONS = True
    rename(lera, family_name="Ким")
    give(of(lera), PASSPORT, number="36 26 777755", snils="")
    first, second = of(clerk_once()), of(clerk("+71991000012"))
    find(first, show_code(lera))
    decide(first)
    key = lera.proposal.pk
    card = second.post("/desk/second/take", {"proposal": key}, follow=True)
    assert lines(card)[0] == "name document"


def test_a_used_bank_account_stays_its_own_persons(lera: Citizen) -> None:
    BankCheck.objects.create(citizen=lera, bank="Банк", outcome="confirmed", account="print")
    give(of(lera), PASSPORT, number="36 26 777755", snils="")
    assert BankCheck.objects.get().account == "print"
    assert "Банк" not in of(lera).get("/level").content.decode()


def test_what_was_confirmed_stands_in_the_persons_own_data(lera: Citizen) -> None:
    rename(lera, family_name="Ким")
    page = of(lera).get("/account/data").content.decode()
    assert "Журавлёва Валерия" in page
    kept = page.split("Что было подтверждено", 1)[1].split("</section>", 1)[0]
    assert f"{clock.today():%d.%m.%Y}" in kept
