"""Browsers in which a person has signed in before.

A stranger who types wrong passwords at somebody's phone number slows down the
strangers, never the person: a browser that proved itself once pays from its own
purse.  The mark is signed, names nobody, and only ever opens that purse.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from parta.idp.accounts.account import Account

COOKIE = f"{settings.SITE}_familiar"
SALT = "parta.familiar"
LIVES_SECONDS = 365 * 24 * 3600
PEOPLE_KEPT = 12  # a shared computer forgets whoever signed in longest ago


def purse(request: HttpRequest, account: Account | None) -> str | None:
    """The browser's own name for tries at this account, or None for a stranger."""
    browser, people = _read(request)
    return f"{browser} {account.pk}" if account and _trace(browser, account) in people else None


def remember(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    browser, people = _read(request)
    trace = _trace(browser, account)
    if people[:1] == [trace]:
        return
    people = [trace, *(other for other in people if other != trace)][:PEOPLE_KEPT]
    response.set_cookie(
        COOKIE,
        signing.dumps([browser, people], salt=SALT),
        max_age=LIVES_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        browser, people = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIVES_SECONDS
        )
    except signing.BadSignature:
        return get_random_string(22), []
    return browser, people


def _trace(browser: str, account: Account) -> str:
    return salted_hmac(SALT, f"{browser} {account.pk}", algorithm="sha256").hexdigest()[:16]
