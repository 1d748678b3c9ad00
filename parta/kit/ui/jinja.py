"""The one Jinja2 environment of the pages: what every template may use."""

from functools import cache
from typing import Any, Final

import jinja2
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from parta.kit.ui import assets, avatar, contacts, dates, doors, icons, look, qr, speech


def url(name: str, **parts: object) -> str:
    """The address of a named view."""
    return reverse(name, kwargs=parts) if parts else _plain_url(name)


@cache
def _plain_url(name: str) -> str:
    return reverse(name)


GLOBALS: Final[dict[str, Any]] = {
    "_": speech.gettext,
    "ngettext": speech.ngettext,
    "url": url,
    "static": assets.static,
    "css": assets.css,
    "entry": assets.entry,
    "files": assets.files,
    "icon": icons.icon,
    "mark": icons.mark,
    "avatar": avatar.avatar,
    "initials": avatar.initials,
    "qr": qr.of_contact,
    "door": doors.door,
    "doors": doors.doors,
    "language": get_language,
    "language_name": look.language_name,
    "theme": look.theme,
    "span": dates.span,
    "day_span": dates.day_span,
}
FILTERS: Final[dict[str, Any]] = {
    "weekday": dates.weekday,
    "day_month": dates.day_month,
    "short_day": dates.short_day,
    "long_day": dates.long_day,
    "numeric": dates.numeric,
    "clock": dates.clock_time,
    "contact": contacts.shown,
    "masked": contacts.masked,
}


def environment(**options: Any) -> jinja2.Environment:
    """Called by Django once per process, with autoescape and a loader in `options`."""
    env = jinja2.Environment(  # noqa: S701 - Django passes autoescape=True
        **options | {"undefined": jinja2.StrictUndefined},
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(GLOBALS, site=settings.SITE, site_urls=settings.SITE_URLS)
    env.filters.update(FILTERS)
    return env
