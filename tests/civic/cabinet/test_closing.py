"""What closing an account means where citizens, papers and clerks are."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from parta.civic.assurance.models import Document, Visit
from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Clerk
from parta.idp.cabinet.jobs import erase_closed_accounts
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
