"""Typed readers for environment variables: the only place that touches os.environ.

An unreadable value raises Misconfigured with one sentence that names the
variable, so that a start fails before anything runs on a guess.
"""

import os
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ON, OFF = {"1", "on", "yes", "true"}, {"0", "off", "no", "false"}


class Misconfigured(Exception):
    """A setting that can't be used; the message is for the operator."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name) or default


def required(name: str) -> str:
    """A setting that another one has made necessary."""
    if value := text(name):
        return value
    raise Misconfigured(f"{name} is needed by another setting: docs/run/settings.md.")


def flag(name: str, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in ON | OFF:
        raise Misconfigured(f"{name} must be on or off, not {value!r}.")
    return value in ON


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise Misconfigured(f"{name} must be a whole number, not {value!r}.") from None


def seconds(name: str, default: int = 0) -> timedelta:
    return timedelta(seconds=number(name, default))


def url(name: str, default: str) -> str:
    """A URL with scheme and host, without a trailing slash."""
    value = text(name, default).rstrip("/")
    if "://" not in value:
        raise Misconfigured(f"{name} must be a URL like {default}, not {value!r}.")
    return value


def zone(name: str, default: str) -> ZoneInfo:
    """A time zone by its name in the IANA database, such as Europe/Moscow."""
    value = text(name, default)
    try:
        return ZoneInfo(value)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise Misconfigured(f"{name} must be a time zone like {default}, not {value!r}.") from None


def home() -> Path:
    """The folder that holds everything this installation writes."""
    return Path(text("PARTA_HOME", "var")).resolve()
