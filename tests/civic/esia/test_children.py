"""A consent covers the children whom its page has named: one that comes later is asked about."""

from datetime import timedelta

import pytest

from parta.civic.citizens.models import Citizen
from parta.civic.esia.models import ShownChild
from parta.civic.esia.oids import oid
from parta.idp.consent.models import Consent
from parta.kit import clock
from tests.civic.esia.conftest import adopt
from tests.civic.esia.signers import rsa_signer
from tests.civic.esia.system import ANYA, Person, System
from tests.civic.esia.test_prns import got
from tests.civic.visitor import lera

SYSTEM = System(scope="openid kids")


def another(parent: Citizen) -> Citizen:
    newborn = lera(
        birthdate=clock.today() - timedelta(days=200),
        family_name="Ковалёва",
        given_name="Вера",
        phone="+71991000002",
    )
    adopt(parent, newborn)
    return newborn


def told(bearer: str, parent: Citizen) -> list[int]:
    found = got(bearer, f"{oid(parent)}/kids?embed=(elements)")["elements"]
    return [one["id"] for one in found]


def bearer(system: System, person: Person) -> str:
    return str(system.exchange(person.answer(system.url())["code"]).json()["access_token"])


@pytest.mark.proves("attack:consent-bypass")
def test_a_child_that_came_later_asks_again(parent: Citizen, child: Citizen) -> None:
    system, person = SYSTEM.registered(), Person(ANYA)
    first = bearer(system, person)
    bearer(system, person)
    assert person.consents == 1
    newborn = another(parent)
    assert told(first, parent) == [oid(child)]
    page = person.consent_page(system.url())
    assert newborn.full_name in page
    assert child.full_name in page
    assert told(first, parent) == [oid(child)]
    person.decide(page, "deny")
    assert told(first, parent) == [oid(child)]
    second = bearer(system, person)
    assert person.consents == 2
    assert sorted(told(second, parent)) == sorted([oid(child), oid(newborn)])
    bearer(system, person)
    assert person.consents == 2


@pytest.mark.proves("attack:consent-bypass")
def test_a_press_is_for_the_children_alone_whom_the_page_has_named(
    parent: Citizen, child: Citizen
) -> None:
    system, person = SYSTEM.registered(), Person(ANYA)
    page = person.consent_page(system.url())
    newborn = another(parent)
    again = person.decide(page, "allow")
    assert (again.status_code, Consent.objects.count()) == (200, 0)
    assert newborn.full_name in again.content.decode()
    assert person.decide(again.content.decode(), "allow").status_code == 302
    assert ShownChild.objects.count() == 2


def test_a_family_without_children_is_asked_about_the_first_one(parent: Citizen) -> None:
    system, person = SYSTEM.registered(), Person(ANYA)
    first = bearer(system, person)
    assert told(first, parent) == []
    another(parent)
    assert told(first, parent) == []
    bearer(system, person)
    assert person.consents == 2
    assert len(told(first, parent)) == 1


def test_who_does_not_ask_for_children_is_not_asked_about_them(parent: Citizen) -> None:
    system, person = System(scope="openid fullname").registered(), Person(ANYA)
    bearer(system, person)
    another(parent)
    bearer(system, person)
    assert (person.consents, ShownChild.objects.count()) == (1, 0)


def test_each_system_is_agreed_to_by_itself(parent: Citizen, child: Citizen) -> None:
    system, person = SYSTEM.registered(), Person(ANYA)
    other = System("OTHER02", rsa_signer("other"), scope="openid kids").registered()
    kept = bearer(other, person)
    another(parent)
    bearer(system, person)
    assert told(kept, parent) == [oid(child)]
    Consent.objects.get(client_id="OTHER02").delete()
    assert set(ShownChild.objects.values_list("consent__client_id", flat=True)) == {"SYSTEM01"}
