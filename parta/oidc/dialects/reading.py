"""A foreign provider's words read as ours: names of claims, levels, dates.

Pure.  What it is told stands in the settings: docs/run/identity-providers.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

LEVELS = {name: f"urn:parta:level:{name}" for name in ("simplified", "standard", "confirmed")}
ANY = "*"
CLAIMS = frozenset(
    {
        *("family_name", "given_name", "middle_name", "birthdate", "gender"),
        *("phone_number", "phone_number_verified", "email", "email_verified"),
    }
)
"""Those that may go by another name at a provider; `sub` and its like may not."""
DAY_FIRST = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Reading:
    levels: Mapping[str, str] = field(default_factory=dict)
    """Its acr → a name of LEVELS; ANY is any other, and none.  Empty: it speaks as ours does."""
    claims: Mapping[str, str] = field(default_factory=dict)
    """Our name of a claim → its name."""

    def acr(self, given: str) -> str:
        if not self.levels:
            return given
        name = self.levels.get(given, self.levels.get(ANY, ""))
        return LEVELS.get(name, "")

    def renamed(self, claims: Mapping[str, Any]) -> dict[str, Any]:
        """`claims` and, under our names, what stands there under other ones."""
        ours = {name: claims.get(theirs) for name, theirs in self.claims.items()}
        found = {**claims, **ours}
        if "birthdate" in found:
            found["birthdate"] = iso_date(found["birthdate"])
        return found


def iso_date(value: Any) -> Any:
    """A date that is written day first, as 14.03.2013, in ISO; anything else as it is."""
    parts = DAY_FIRST.fullmatch(value) if isinstance(value, str) else None
    if parts is None:
        return value
    day, month, year = map(int, parts.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return value
