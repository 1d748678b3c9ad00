"""Whoever sits down next at this computer proves themselves anew.

The session of the identity site outlives the school's where a browser is closed
without «Выйти», or where that site can't be asked to end it.  So a browser that
was called somebody else's computer, or that signed out, is marked: its next
sign-in asks for a password whoever is signed in over there.  Signing in without
the mark of a shared computer takes it away.
"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE: Final = f"{settings.SITE}_next_comer"
LIVES_SECONDS: Final = 365 * 24 * 3600


def mark(response: HttpResponse) -> HttpResponse:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(
        COOKIE, "1", max_age=LIVES_SECONDS, secure=secure, httponly=True, samesite="Lax"
    )
    return response


def is_marked(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) == "1"


def unmark(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if is_marked(request):
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
