"""One winner, however many ask at once; and what is old is forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Http

from parta.civic.citizens.models import Citizen
from parta.civic.esia.jobs import forget_old_requests
from parta.civic.esia.models import Asking
from parta.civic.esia.oids import oid
from parta.idp.accounts.account import Account
from parta.kit import clock
from tests.civic.esia.system import Person, System
from tests.connections import of_many, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


@pytest.fixture
def system(anya: Account) -> System:
    return System().registered()


@pytest.mark.proves("attack:replayed-state")
def test_a_request_sent_eight_times_at_once_is_taken_once(system: System) -> None:
    url = system.url()
    found = together(8, lambda _: Http().get(url)["Location"])
    assert len([location for location in found if location.startswith("/aas/oauth2/go")]) == 1
    assert len([location for location in found if "ESIA-007003" in location]) == 7


def test_a_code_and_a_state_used_eight_times_at_once_give_one_token(system: System) -> None:
    first, second = (Person().answer(system.url())["code"] for _ in range(2))
    state = str(uuid4())

    def codes(_: int) -> Any:
        return system.exchange(first).status_code

    def states(_: int) -> Any:
        return system.exchange(second, state=state).status_code

    assert sorted(together(8, codes)) == [200] + [400] * 7
    assert sorted(together(8, states)) == [200] + [400] * 7


def test_a_number_drawn_eight_times_at_once_is_one(anya: Account) -> None:
    citizen = Citizen.objects.get()
    assert len(set(together(8, lambda _: oid(citizen)))) == 1


def test_old_requests_are_forgotten(system: System) -> None:
    Http().get(system.url())
    Http().get(system.url())
    old = Asking.objects.order_by("pk")[0]
    Asking.objects.filter(pk=old.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    forget_old_requests()
    assert Asking.objects.count() == 1
