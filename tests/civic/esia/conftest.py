"""GOST where it is, and a family: a parent who is confirmed, and a child."""

from datetime import date, timedelta

import pytest

from parta.civic.assurance.models import Document
from parta.civic.citizens.models import Citizen
from parta.civic.esia import gost
from parta.civic.family.models import Guardianship
from parta.kit import clock
from tests.civic.visitor import lera
from tests.idp.conftest import account


@pytest.fixture
def engine() -> None:
    if not gost.available():
        pytest.skip(f"OpenSSL has no GOST engine here: {gost.INSTALL}")


@pytest.fixture
def parent(db: None) -> Citizen:
    """Confirmed, with a passport and two contacts, and a child."""
    citizen = account(
        "+71991111111",
        family_name="Ковалёва",
        given_name="Ольга",
        middle_name="Игоревна",
        birthdate=date(1985, 2, 28),
        email="olga@pochta.example",
        snils="11223344595",
        level="confirmed",
    )
    assert isinstance(citizen, Citizen)
    Document.objects.create(
        citizen=citizen,
        kind="passport",
        series="3626",
        number="104218",
        issued_on=date(2005, 3, 7),
        department="770045",
    )
    return citizen


@pytest.fixture
def child(parent: Citizen) -> Citizen:
    child = lera(
        birthdate=clock.today() - timedelta(days=9 * 365),
        family_name="Ковалёва",
        given_name="Анна",
        phone="+71991000001",
    )
    adopt(parent, child)
    return child


def adopt(parent: Citizen, child: Citizen) -> Guardianship:
    return Guardianship.objects.create(
        parent=parent,
        child=child,
        registered=True,
        series="I-АК",
        number="123456",
        issued_on=child.birthdate,
        consent_version="1",
        consent_at=clock.now(),
    )
