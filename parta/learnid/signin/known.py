"""What the client believes to know of the person, read for the fields: filled in, to be checked."""

from collections.abc import Iterable, Mapping
from datetime import date

from parta.kit import birthdates, names, phones
from parta.kit.ui.dates import numeric
from parta.learnid.profiles.models import Gender, Profile

NAMES = ("family_name", "given_name", "middle_name")

Fields = dict[str, str | date]


def about(values: Mapping[str, str], today: date) -> Fields:
    """The fields of About that `values`, claims of OpenID Connect, can fill."""
    read: dict[str, str | date | None] = {name: names.read(values.get(name, "")) for name in NAMES}
    born = birthdates.read(values.get("birthdate", ""), today)
    read["birthdate"] = born if isinstance(born, date) else None
    gender = values.get("gender")
    read["gender"] = gender if gender in Gender.values else None
    return {name: value for name, value in read.items() if value}


def as_typed(said: Fields) -> dict[str, str]:
    """As a person would type it into the fields."""
    return {
        name: numeric(value) if isinstance(value, date) else value for name, value in said.items()
    }


def name(said: Mapping[str, object]) -> str:
    """As the class sees it, where both parts are known."""
    parts = [str(said[part]) for part in ("given_name", "family_name") if part in said]
    return " ".join(parts) if len(parts) == 2 else ""


def phone(values: Mapping[str, str]) -> str | None:
    """E.164."""
    return phones.normalise(values.get("phone_number", ""))


def meant(profiles: Iterable[Profile], said: Mapping[str, object]) -> Profile | None:
    """The profile of the person whom `said`, fields of About, describes: born and named alike."""
    wanted = [names.folded(str(said.get(name, ""))) for name in NAMES[:2]]
    for profile in profiles:
        named = [names.folded(profile.family_name), names.folded(profile.given_name)]
        if said.get("birthdate") == profile.birthdate and named == wanted:
            return profile
    return None
