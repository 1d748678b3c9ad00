"""What is handed over, said to the person in words: their own data, not names of claims."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext

from parta.idp.accounts.account import Holder
from parta.idp.accounts.claims import released
from parta.kit import phones
from parta.kit.ui.dates import numeric

PASSPORT = re.compile(r"[0-9]{10}")  # series and number
OFFLINE = "offline_access"
NAMES = ("family_name", "given_name", "middle_name")


def rows(holder: Holder, scopes: Iterable[str], also: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Pairs of what it is and its value, only for what is known; `also` names single claims."""
    scopes = set(scopes)
    claims = {name: str(value) for name, value in released(holder, scopes, also).items()}
    known = [
        (gettext("Name"), " ".join(claims[name] for name in NAMES if name in claims)),
        (gettext("Date of birth"), _day(claims.get("birthdate", ""))),
        (gettext("Sex"), _gender(claims.get("gender", ""))),
        (gettext("Phone"), _phone(claims.get("phone_number", ""))),
        (gettext("E-mail"), claims.get("email", "")),
        _document(claims.get("document_number", "")),
        (gettext("Level of the account"), _level(holder.acr)),
        (gettext("Access in your absence"), _offline(scopes)),
    ]
    return [(what, value) for what, value in known if value]


def _day(iso: str) -> str:
    return numeric(date.fromisoformat(iso)) if iso else ""


def _gender(value: str) -> str:
    return {"female": gettext("female"), "male": gettext("male")}.get(value, "")


def _phone(value: str) -> str:
    return phones.shown(value) if value else ""


def _document(number: str) -> tuple[str, str]:
    if PASSPORT.fullmatch(number):
        return gettext("Passport"), f"{number[:2]} {number[2:4]} {number[4:]}"
    return gettext("Document"), number


def _offline(scopes: Collection[str]) -> str:
    return gettext("until you take it back") if OFFLINE in scopes else ""


def _level(acr: str) -> str:
    return {
        "simplified": gettext("simplified"),
        "standard": gettext("standard"),
        "confirmed": gettext("confirmed"),
    }.get(acr.rpartition(":")[2], "")
