"""What a contact of one's own is.

Pure.  The rule in prose: docs/rules/registration.md.
"""

from parta.idp.accounts import identifiers
from parta.idp.accounts.identifiers import Identifier, Kind

CONTACTS = {Kind.PHONE, Kind.EMAIL}


def contact(typed: str) -> Identifier | None:
    """The phone or e-mail that is meant; a СНИЛС takes no code."""
    return next((found for found in identifiers.read(typed) if found.kind in CONTACTS), None)
