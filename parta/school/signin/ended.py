"""The identity site tells that a session of it is over: those that rest on it here are too."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parta import audit, live
from parta.kit.sessions import SessionStore
from parta.oidc.backchannel.receive import Ear, receive
from parta.school.people.models import Person
from parta.school.signin.sessions import PURPOSE
from parta.school.signin.views import registration


@csrf_exempt
@require_POST
def ended(request: HttpRequest) -> HttpResponse:
    return receive(request, Ear(registration(), PURPOSE, end))


def end(session_keys: Sequence[str], request: HttpRequest) -> None:
    """As «Выйти» does it, without the browser: also where a hat is still being chosen."""
    for key in session_keys:
        number = SessionStore(key).get(SESSION_KEY)
        SessionStore().delete(key)
        person = Person.objects.filter(pk=number).first() if number else None
        if person:
            live.kick(str(person.get_username()), key)
            _record(person, request)


def _record(person: Person, request: HttpRequest) -> None:
    audit.record(
        "signin.ended",
        actor="identity-site",
        object=f"person:{person.uid}",
        detail={"issuer": settings.SIGNIN_ISSUER},
        request=audit.Of(person.school_id, request),
    )
