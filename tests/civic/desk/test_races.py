"""One winner, however many press at once: on real transactions and several connections."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import DeskCode, Document, Visit
from parta.civic.bank.banks import Bank
from parta.civic.bank.confirm import confirm
from parta.civic.bank.rules import Refused, Why
from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Proposal
from parta.oidc.redeem import Identity
from tests.civic.desk.lost import Lost, by_paper, seen_at, settle
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


def test_of_two_clerks_with_one_recovery_one_decides() -> None:
    person = documented()
    desks, code = [of(clerk()), of(clerk("+71991000012"))], Lost().prove()
    for desk in desks:
        by_paper(desk, code, person)
    shown = [seen_at(desk, "/desk/recover") for desk in desks]
    answers = together(2, lambda n: settle(desks[n], seen=shown[n]).status_code)
    assert sorted(answers) == [302, 409]
    assert Visit.objects.count() == 1
    assert AuditEvent.objects.filter(action="access.recovered").count() == 1


def test_of_two_people_with_one_recovery_one_gets_in() -> None:
    people = [documented(), documented("200000", "08765430300", phone="+71991000006")]
    desks, code = [of(clerk()), of(clerk("+71991000012"))], Lost().prove()
    by_paper(desks[0], code, people[0])
    by_paper(desks[1], code, people[1], number="36 26 200000")
    shown = [seen_at(desk, "/desk/recover") for desk in desks]
    answers = together(2, lambda n: settle(desks[n], seen=shown[n]).status_code)
    assert sorted(answers) == [302, 409]
    assert AuditEvent.objects.filter(action="access.recovered").count() == 1


def test_of_two_second_clerks_one_decides(settings: Any) -> None:
    settings.DESK_TWO_PERSONS = True
    person, first = documented(), of(clerk())
    find(first, show_code(person))
    decide(first)
    desks = [of(clerk("+71991000012")), of(clerk("+71991000013"))]
    key = Proposal.objects.get().pk
    for desk in desks:
        desk.post("/desk/second/take", {"proposal": key})
    shown = [seen_at(desk, "/desk/second") for desk in desks]
    answers = together(2, lambda n: settle(desks[n], "/desk/second", seen=shown[n]).status_code)
    assert sorted(answers) == [302, 409]
    assert Visit.objects.count() == 1


def test_of_two_people_with_one_bank_account_one_is_confirmed() -> None:
    people = [documented(), documented("200000", "08765430300", phone="+71991000006")]
    bank = Bank("alfa", "Альфа", "https://bank.example", "c", "s")

    def ask(n: int) -> Refused | None:
        request = RequestFactory().get("/")
        request.user = people[n]
        return confirm(request, bank, identity_of(people[n]))

    answers = together(2, ask)
    assert {refused.why if refused else None for refused in answers} == {None, Why.OTHERS}
    assert sorted(level_of(person) for person in people) == ["confirmed", "standard"]


def identity_of(person: Citizen) -> Identity:
    """The same bank account says whatever fits the person."""
    document = Document.objects.get(citizen=person)
    claims = {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "birthdate": person.birthdate.isoformat(),
        "document_number": f"{document.series}{document.number}",
    }
    return Identity("https://bank.example", "one", "", (), None, "", claims, "", {})
