"""What is a contact of one's own."""

import pytest

from parta.civic.registration.rules import contact
from parta.idp.accounts.identifiers import Identifier, Kind

PHONE = Identifier(Kind.PHONE, "+71991111111")
EMAIL = Identifier(Kind.EMAIL, "anya@pochta.example")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+7 199 111-11-11", PHONE),
        ("8 (199) 111 11 11", PHONE),
        ("1991111111", PHONE),
        (" Anya@Pochta.Example ", EMAIL),
        ("112-233-445 95", None),  # a СНИЛС as it stands on paper
        ("11223344595", None),  # the same, and no number of ours
        ("anya@", None),
        ("Анна", None),
        ("", None),
        ("\x00", None),
    ],
)
def test_a_contact_is_what_a_code_can_come_to(typed: str, meant: Identifier | None) -> None:
    assert contact(typed) == meant
