"""What an operator may set about codes: docs/run/settings.md."""

from dataclasses import dataclass

from parta.kit import env


@dataclass(frozen=True, slots=True)
class CodeSettings:
    per_address: int  # codes a minute
    per_prefix: int  # codes a day
    a_day: int  # codes to phones, of the whole site
    countries: tuple[str, ...]  # beginnings of numbers, such as "+7"


def from_environment() -> CodeSettings:
    """Raises Misconfigured."""
    countries = env.text("PARTA_CODE_COUNTRIES", "+7").replace(",", " ").split()
    for country in countries:
        if not (country.startswith("+") and country[1:].isdecimal()):
            raise env.Misconfigured(
                f"PARTA_CODE_COUNTRIES must be beginnings of numbers like +7, not {country!r}."
            )
    return CodeSettings(
        per_address=env.number("PARTA_CODES_PER_ADDRESS", 60),
        per_prefix=env.number("PARTA_CODES_PER_PREFIX", 300),
        a_day=env.number("PARTA_CODES_A_DAY", 5000),
        countries=tuple(countries),
    )
