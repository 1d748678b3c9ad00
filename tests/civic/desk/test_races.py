"""One winner, however many press at once: on real transactions and several connections."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import DeskCode, Document, Visit
from tests.civic.visitor import (
    PASSPORT,
    clerk,
    decide,
    documented,
    find,
    give,
    lera,
    level_of,
    of,
    seen,
    show_code,
)
from tests.connections import of_many, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def database_of_many(transactional_db: None, tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    with of_many(tmp_path):
        yield


def test_of_two_clerks_with_one_code_one_decides() -> None:
    person = documented()
    desks = [of(clerk()), of(clerk("+71991000012"))]
    code = show_code(person)
    for desk in desks:
        find(desk, code)
    shown = [seen(desk) for desk in desks]
    answers = together(2, lambda n: decide(desks[n], seen=shown[n]).status_code)
    assert sorted(answers) == [302, 409]
    assert level_of(person) == "confirmed"
    assert Visit.objects.count() == 1
    assert AuditEvent.objects.filter(action="identity.confirmed").count() == 1


def test_eight_presses_show_one_code() -> None:
    person = documented()
    tabs = [of(person) for _ in range(8)]
    together(8, lambda n: tabs[n].post("/level/desk"))
    assert DeskCode.objects.count() == 1


def test_of_four_accounts_with_one_document_one_gets_it() -> None:
    people = [lera(phone=f"+7199100000{n}") for n in range(4)]
    browsers = [of(person) for person in people]
    answers = together(4, lambda n: give(browsers[n], PASSPORT).status_code)
    assert sorted(answers) == [302, 409, 409, 409]
    assert Document.objects.count() == 1
    assert sorted(map(level_of, people)) == ["simplified"] * 3 + ["standard"]
