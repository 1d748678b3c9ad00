"""Contacts on pages."""

import pytest

from parta.kit.ui.contacts import masked, shown

CONTACTS = [
    ("+71991000011", "+7 199 100-00-11", "+7 *** ** *11"),
    ("+375291234567", "+375 29 123-45-67", "+375 *** ** *67"),
    ("anya@pochta.example", "anya@pochta.example", "a***@pochta.example"),
    ('"a@b"@pochta.example', '"a@b"@pochta.example', '"***@pochta.example'),
]


@pytest.mark.parametrize(("contact", "whole", "hidden"), CONTACTS)
def test_a_contact_is_shown_whole_or_so_that_its_owner_knows_it(
    contact: str, whole: str, hidden: str
) -> None:
    assert (shown(contact), masked(contact)) == (whole, hidden)
