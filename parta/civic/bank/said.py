"""What a bank has said about a person, read as if it were hostile."""

from collections.abc import Mapping
from typing import Any

from parta.civic.assurance import papers
from parta.civic.bank.banks import Bank
from parta.civic.bank.rules import Data
from parta.oidc.redeem import Identity

NAMES = ("family_name", "given_name", "middle_name")
LONGEST = 200  # characters of one claim


def asked(bank: Bank) -> tuple[str, ...]:
    """The claims that are asked for by name."""
    return (*NAMES, "birthdate", *(path.split(".")[0] for path in bank.document))


def data(bank: Bank, identity: Identity, kind: papers.Kind) -> Data:
    """The bank's words; a document that can't be of `kind` is as if it were not told."""
    names = {name: _text(identity.claims, name) for name in NAMES}
    number = "".join(_text(identity.claims, path) for path in bank.document)
    document = papers.read_number(kind, number)
    return Data(**names, birthdate=identity.birth_date, document=document)


def _text(claims: Mapping[str, Any], path: str) -> str:
    value: Any = claims
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value[:LONGEST] if isinstance(value, str) else ""
