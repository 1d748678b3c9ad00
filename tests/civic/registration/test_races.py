"""One contact, one account, however many press at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.test import RequestFactory

from parta.audit.models import AuditEvent
from parta.civic.citizens.models import Citizen
from parta.civic.registration.draft import Draft
from parta.civic.registration.open_account import open_account
from tests.civic.newcomer import FORM
from tests.connections import of_many, together

PHONE = ("phone", "+71992222214")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


def draft(number: int) -> Draft:
    """One that is ready, with a key of its own."""
    return Draft(FORM, PHONE, f"00000000-0000-4000-8000-{number:012}")


def opened(number: int) -> Citizen | None:
    request = RequestFactory().post("/register/password")
    return open_account(request, draft(number), make_password(None))


def test_of_eight_with_one_phone_one_gets_the_account() -> None:
    winners = [citizen for citizen in together(8, opened) if citizen]
    assert winners == [Citizen.objects.get()]
    assert AuditEvent.objects.filter(action="account.opened").count() == 1


def test_eight_presses_on_one_draft_find_the_same_account() -> None:
    (citizen,) = set(together(8, lambda _number: opened(7)))
    assert citizen == Citizen.objects.get()
    assert AuditEvent.objects.filter(action="account.opened").count() == 1
