"""What closing an account means where citizens, papers and clerks are."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from parta.civic.assurance.models import BankCheck, Document, Visit
from parta.civic.citizens.models import Citizen, Correction
from parta.civic.desk.models import Clerk, Recovery
from parta.idp.cabinet.jobs import erase_closed_accounts
from parta.kit.clock import now
from tests.civic.family.parents import guarded, parent
from tests.civic.family.parents import of as inside
from tests.civic.test_citizens import citizen
from tests.civic.visitor import clerk, decide, documented, find, of, show_code
from tests.idp.conftest import account


@pytest.fixture(autouse=True)
def messages_kept(db: None, tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def erased(person: Citizen, settings: Any) -> None:
    settings.CLOCK_OFFSET = timedelta(days=30, minutes=1)
    erase_closed_accounts()
    assert not Citizen.objects.filter(pk=person.pk).exists()


def close(person: Citizen) -> Any:
    browser = of(person)
    browser.post("/signin", {"identifier": person.phone, "password": "four words of a song"})
    return browser.post("/account/close")


def test_contacts_and_documents_are_free_for_another_account(settings: Any) -> None:
    person = documented()
    assert close(person)["Location"] == "/closed"
    erased(person, settings)
    assert not Document.objects.exists()
    assert documented().phone == person.phone


def test_a_clerk_gives_the_desk_back_first_and_their_decisions_stay(settings: Any) -> None:
    nina, lera = clerk(), documented()
    code, desk = show_code(lera), of(nina)
    find(desk, code)
    decide(desk)
    assert Visit.objects.get().clerk == nina.citizen
    answer = close(nina.citizen)
    assert answer.status_code == 409
    assert "desk" in answer.content.decode() or "МФЦ" in answer.content.decode()
    Clerk.objects.all().delete()
    assert close(nina.citizen).status_code == 302
    erased(nina.citizen, settings)
    visit = Visit.objects.get()
    assert (visit.clerk, visit.citizen) == (None, lera)
    assert lera.pk == Citizen.objects.get().pk


def test_what_waits_at_a_desk_under_a_contact_goes_with_it(settings: Any) -> None:
    person = account("+71991111101", closes_at="2026-01-01T00:00Z")
    later = now() + timedelta(days=1)
    for code, contact in (("1", "+71991111101"), ("2", "+71991111102")):
        Recovery.objects.create(code=code, kind="phone", contact=contact, expires_at=later)
    erase_closed_accounts()
    assert not Citizen.objects.filter(pk=person.pk).exists()
    assert [row.contact for row in Recovery.objects.all()] == ["+71991111102"]


def test_a_parent_is_told_that_the_childrens_accounts_go_on() -> None:
    mama = parent()
    browser = inside(mama)
    assert "Записи детей остаются" not in browser.get("/account/close").content.decode()
    guarded(mama)
    assert "Записи детей остаются" in browser.get("/account/close").content.decode()


def test_corrections_and_banks_are_told_in_words() -> None:
    person = account("+71991111101")
    assert isinstance(person, Citizen)
    Correction.objects.create(citizen=person, fields=["birthdate", "family_name"])
    parts = ["given-name", "document"]
    BankCheck.objects.create(citizen=person, bank="Альфа", outcome="data-differ", parts=parts)
    page = inside(person).get("/account/data").content.decode()
    for words in ("Дата рождения, Фамилия", "Имя, Документ"):
        assert words in page
    assert "family_name" not in page


def test_one_that_can_not_go_holds_up_no_other(settings: Any, monkeypatch: Any) -> None:
    one = account("+71991111101", closes_at="2026-01-01T00:00Z")
    two = account("+71991111102", closes_at="2026-01-01T00:00Z")
    citizen(email="x@pochta.example", email_verified=True)
    whole = Citizen.delete

    def stubborn(self: Citizen, *args: Any, **kwargs: Any) -> Any:
        if self.pk == one.pk:
            raise RuntimeError
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(Citizen, "delete", stubborn)
    erase_closed_accounts()
    assert set(Citizen.objects.filter(closes_at__isnull=False)) == {one}
    assert not Citizen.objects.filter(pk=two.pk).exists()
