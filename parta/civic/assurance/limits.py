"""How looking for numbers and codes of others is slowed down."""

from datetime import timedelta
from math import ceil

from django.http import HttpRequest
from django.utils.translation import ngettext

from parta.idp.accounts import tries
from parta.idp.accounts.rules import Policy

OTHERS_NUMBERS = Policy(5, timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))
"""Documents and СНИЛС that another account has, of one person."""

WRONG_CODES = Policy(5, timedelta(seconds=10), timedelta(minutes=5), timedelta(hours=1))
"""Codes that nobody shows, of one clerk."""


def purse(what: str, request: HttpRequest) -> str:
    """What pays for the tries of the person of the request."""
    return tries.key(what, str(request.user.pk))


def wait_words(wait: timedelta) -> str:
    seconds = ceil(wait.total_seconds())
    if seconds < 90:
        return ngettext(
            "Too many tries in a row. Go on in %(num)s second.",
            "Too many tries in a row. Go on in %(num)s seconds.",
            seconds,
        ) % {"num": seconds}
    minutes = ceil(seconds / 60)
    return ngettext(
        "Too many tries in a row. Go on in %(num)s minute.",
        "Too many tries in a row. Go on in %(num)s minutes.",
        minutes,
    ) % {"num": minutes}
