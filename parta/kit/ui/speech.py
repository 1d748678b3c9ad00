"""gettext for templates: what a page asks for a hundred times is looked up once.

`_("Sign out")`, `_("Opens at %(time)s", time=…)`, `ngettext("%(num)s lesson",
"%(num)s lessons", n)`.  The answers are markup, values in them are escaped, and
a percent sign is written twice, with values or without.
"""

from functools import lru_cache

from django.utils import translation
from django.utils.translation import get_language
from markupsafe import Markup

REMEMBERED = 4096


def gettext(message: str, /, **values: object) -> Markup:
    if values:
        return _told(get_language(), message) % values
    return _plain(get_language(), message)


def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
    """`num` in the text is `number`."""
    return _counted(get_language(), one, many, number) % {"num": number, **values}


@lru_cache(REMEMBERED)
def _told(_language: str | None, message: str) -> Markup:
    return Markup(translation.gettext(message))  # noqa: S704 - from our catalogue, not from a person


@lru_cache(REMEMBERED)
def _plain(language: str | None, message: str) -> Markup:
    return _told(language, message) % {}


@lru_cache(REMEMBERED)
def _counted(_language: str | None, one: str, many: str, number: int) -> Markup:
    return Markup(translation.ngettext(one, many, number))  # noqa: S704 - the same
