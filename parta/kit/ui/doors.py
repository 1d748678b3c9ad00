"""What the three doors, and the demo's bank, are called on the screen."""

from functools import cache
from typing import Final, NamedTuple

from django.conf import settings
from django.utils.translation import get_language, gettext

SITES: Final = ("civic", "learnid", "school")


class Door(NamedTuple):
    site: str
    name: str
    about: str
    asks: str


def door(site: str) -> Door:
    """The door of `site` in the reader's language; the installation may rename it."""
    return _door(site, settings.DOOR_NAMES.get(site), get_language())


@cache
def _door(site: str, renamed: str | None, _language: str | None) -> Door:
    known = {
        "civic": (
            gettext("Citizen"),
            gettext("account"),
            gettext("Who you are. Name and date of birth"),
        ),
        "learnid": (
            gettext("Learning profile"),
            gettext("once, for online lessons"),
            gettext("How your class sees you"),
        ),
        "school": (gettext("School"), gettext("Parta"), gettext("Diary, journal, lessons")),
        "bank": (gettext("Demo bank"), gettext("plays a bank, is none"), gettext("Your papers")),
    }
    name, about, asks = known[site]
    return Door(site, renamed or name, about, asks)


def doors() -> tuple[Door, ...]:
    """In the order a pupil meets them."""
    return tuple(map(door, SITES))
