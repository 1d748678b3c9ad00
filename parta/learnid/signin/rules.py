"""The way from a phone number to a learning profile: which page is due.

Pure.  A page is shown when its turn has come or has been; whoever goes straight
to a later one is led to the one that is due.  The rule in prose:
docs/rules/learning-profile.md.
"""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The pages, by the names of their addresses."""

    PHONE = "signin"
    PASSWORD = "signin-password"  # noqa: S105 (a page)
    CODE = "signin-code"
    CHOOSE = "choose"
    CREATE = "create"
    ABOUT = "about"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Way:
    """How far somebody has come."""

    phone: bool = False
    """A number has been typed."""
    password: bool | None = None
    """Of that number: None where none is set, else whether it was given."""
    signed_in: bool = False
    new: bool = False
    """The account was made on this way: variant 3, data before the profile."""
    profiles: bool = False
    """The account keeps at least one."""
    making: bool = False
    """«Создать учебный профиль» has been pressed before the data: variant 2."""
    about: bool = False
    """The data are filled in and sound."""
    chosen: bool = False
    """A profile has been chosen or made, and is to be checked."""


def next_step(asked: Step, way: Way) -> Step:
    """The page that the person gets who asks for `asked`."""
    return asked if is_open(asked, way) else due(way)


def due(way: Way) -> Step:
    """The first page that has not been answered."""
    if not way.signed_in:
        return _before_sign_in(way)
    if way.chosen:
        return Step.CHECK
    if way.making:
        return Step.ABOUT
    if way.new:
        return Step.CREATE if way.about else Step.ABOUT
    return Step.CHOOSE if way.profiles else Step.CREATE


def _before_sign_in(way: Way) -> Step:
    if not way.phone:
        return Step.PHONE
    return Step.PASSWORD if way.password is False else Step.CODE


def is_open(step: Step, way: Way) -> bool:
    """Whether the page's turn has come or has been."""
    match step:
        case Step.PHONE:
            return not way.signed_in
        case Step.PASSWORD:
            return not way.signed_in and way.phone and way.password is not None
        case Step.CHOOSE:
            return way.signed_in and way.profiles
        case Step.CREATE:
            return way.signed_in and not way.chosen and (way.about or not way.new)
        case Step.ABOUT:
            return way.signed_in and not way.chosen and (way.making or way.new)
        case _:
            return step is due(way)
