"""Which contacts may go."""

import pytest

from parta.civic.cabinet.rules import may_remove
from parta.idp.accounts.identifiers import Kind


@pytest.mark.parametrize(
    ("kind", "proved", "may"),
    [
        (Kind.PHONE, {Kind.PHONE, Kind.EMAIL}, True),
        (Kind.EMAIL, {Kind.PHONE, Kind.EMAIL}, True),
        (Kind.PHONE, {Kind.PHONE}, False),
        (Kind.EMAIL, {Kind.PHONE}, False),
        (Kind.PHONE, set(), False),
    ],
)
def test_the_last_contact_stays(kind: Kind, proved: set[Kind], may: bool) -> None:
    assert may_remove(kind, proved) is may
