"""Which challenge is this session's: the key of its row stands in the session alone."""

from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac

from parta.idp.codes.models import Challenge
from parta.idp.codes.rules import Purpose

KEY = "codes"


def find(request: HttpRequest, purpose: Purpose) -> Challenge | None:
    key = request.session.get(KEY, {}).get(purpose)
    return Challenge.objects.filter(pk=UUID(key), purpose=purpose).first() if key else None


def keep(request: HttpRequest, row: Challenge) -> None:
    request.session[KEY] = request.session.get(KEY, {}) | {row.purpose: str(row.pk)}


def forget(request: HttpRequest, purpose: Purpose) -> None:
    rest = dict(request.session.get(KEY, {}))
    if rest.pop(purpose, None):
        request.session[KEY] = rest


def browser(request: HttpRequest) -> str:
    """The browser's name: a second press comes before the first one's session is kept."""
    get_token(request)
    secret = request.META["CSRF_COOKIE"]
    return salted_hmac("parta.codes.browser", secret, algorithm="sha256").hexdigest()
