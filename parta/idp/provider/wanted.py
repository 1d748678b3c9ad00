"""The `claims` parameter: single claims that a client asks for (OpenID Connect Core 1.0, §5.5).

Pure, and read as if it were hostile.  A claim is essential or voluntary, which makes no
difference to what is told: what is known and allowed is told, the rest is left out.
Only two essential ones bind: a level (`acr`) and a person (`sub`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parta.idp.provider.errors import Error, Refused

PLACES = ("id_token", "userinfo")


@dataclass(frozen=True, slots=True)
class Wanted:
    id_token: frozenset[str] = frozenset()
    userinfo: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)
    """What the client believes to know already: claim → its value."""
    levels: tuple[str, ...] | None = None
    """One of these acr values, or no answer; None: any will do."""
    subject: str = ""
    """This person, or no answer; "": anybody."""

    @property
    def names(self) -> frozenset[str]:
        return self.id_token | self.userinfo


def wanted(text: str) -> Wanted:
    """What a `claims` parameter asks for; Refused when it is not one."""
    if not text:
        return Wanted()
    id_token, userinfo = (_members(_object(text), place) for place in PLACES)
    told = [(name, ask.get("value")) for name, ask in (*userinfo.items(), *id_token.items())]
    return Wanted(
        id_token=frozenset(id_token),
        userinfo=frozenset(userinfo),
        values={name: value for name, value in told if isinstance(value, str) and _fit(value)},
        levels=_levels(id_token.get("acr", {})),
        subject=_subject(id_token.get("sub", {})),
    )


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(Error.INVALID_REQUEST, "claims is not a JSON object.")
    return found


def _members(found: Mapping[str, Any], place: str) -> dict[str, dict[str, Any]]:
    """Claim → how it is asked for; null is the same as nothing said about it."""
    asked = found.get(place) or {}
    if not isinstance(asked, dict):
        raise Refused(Error.INVALID_REQUEST, f"claims: {place} is not an object.")
    members = {name: {} if ask is None else ask for name, ask in asked.items()}
    if not all(isinstance(ask, dict) for ask in members.values()):
        raise Refused(Error.INVALID_REQUEST, f"claims: {place} has a member that is no object.")
    return members


def _levels(ask: Mapping[str, Any]) -> tuple[str, ...] | None:
    values = ask.get("values", [ask["value"]] if "value" in ask else None)
    if ask.get("essential") is not True or values is None:
        return None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise Refused(Error.INVALID_REQUEST, "claims: the values of acr are not texts.")
    return tuple(values)


def _subject(ask: Mapping[str, Any]) -> str:
    value = ask.get("value", "")
    if not isinstance(value, str):
        raise Refused(Error.INVALID_REQUEST, "claims: the value of sub is not a text.")
    if not _fit(value):
        raise Refused(Error.INVALID_REQUEST, "claims: the value of sub can be nobody's.")
    return value


def _fit(value: str) -> bool:
    """Whether a page and a database can show and keep it: no NUL, no half a character."""
    return value.isprintable()
