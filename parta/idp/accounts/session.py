"""How and when the person of this browser session signed in.

The record that auth_time, amr and sid of an ID token come from: it belongs to
the session, not to the account, so a sign-in elsewhere never freshens it.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import login, logout, update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from parta.idp.accounts import history, signed_in
from parta.idp.accounts.account import Account
from parta.kit import clock

KEY = "signin"


@dataclass(frozen=True, slots=True)
class SignIn:
    account: Account
    at: float  # Unix seconds, with the fraction: a mark of the same second must not pass for fresh
    amr: tuple[str, ...]  # RFC 8176
    sid: str


def begin(request: HttpRequest, account: Account, amr: tuple[str, ...]) -> None:
    """Sign the person in under a new session key.

    The same person signing in again keeps the sid; another person's session is
    signed out first, with all that it has granted.
    """
    with transaction.atomic():
        _begin(request, account, amr)


def _begin(request: HttpRequest, account: Account, amr: tuple[str, ...]) -> None:
    if request.user.is_authenticated and request.user.pk != account.pk:
        logout(request)
    if request.user.is_authenticated:
        request.session.cycle_key()  # login() does so only for strangers
    person: Any = account  # the checker knows one site's account at a time
    login(request, person)
    if request.session.session_key is None:  # login() has dropped one of another password
        request.session.create()
    before = request.session.get(KEY, {}).get("sid")
    sid = before or secrets.token_urlsafe(24)
    request.session[KEY] = {"at": clock.now().timestamp(), "amr": list(amr), "sid": sid}
    request.session.save()
    signed_in.note(request, account.pk, sid, again=bool(before))
    history.note(request, account.pk, amr)


def step_up(request: HttpRequest, amr: tuple[str, ...]) -> None:
    """The person has proved more: the session goes on under another key, with `amr` added.

    auth_time stays: it is the first proof's, and adding to it makes nothing fresher.
    """
    found = current(request)
    if found is None:
        raise PermissionDenied
    request.session.cycle_key()
    more = list(dict.fromkeys((*found.amr, *amr)))
    request.session[KEY] = {**request.session[KEY], "amr": more}
    signed_in.moved(request, found.sid)


def renew(request: HttpRequest, account: Account) -> None:
    """Go on under another key, with a password that is another now."""
    person: Any = account
    update_session_auth_hash(request, person)
    if found := current(request):
        signed_in.moved(request, found.sid)


def ended(request: HttpRequest, **_signal: Any) -> None:
    """Receives user_logged_out, while the session can still be read."""
    if found := current(request):
        signed_in.forget(found.sid)


def account(request: HttpRequest) -> Account:
    """Who is signed in, on a page that lets nobody else in."""
    if not isinstance(request.user, Account):
        raise PermissionDenied
    return request.user


def current(request: HttpRequest) -> SignIn | None:
    """The sign-in of this session, or None for a stranger."""
    kept = request.session.get(KEY)
    if not kept or not isinstance(request.user, Account):
        return None
    return SignIn(request.user, at=kept["at"], amr=tuple(kept["amr"]), sid=kept["sid"])
