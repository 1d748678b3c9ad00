"""The learning site tells that a session of it is over.

Nobody is signed out here for that: the session at the school rests on the
identity site, and the learning ID on a link that was made once.  What goes is
what this browser still holds of the sign-in there.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parta import audit
from parta.kit.sessions import SessionStore
from parta.oidc.backchannel import stays
from parta.oidc.backchannel.receive import Ear, receive
from parta.oidc.backchannel.stays import Source
from parta.oidc.redeem import Identity
from parta.school.learning import way
from parta.school.people.models import Person

PURPOSE: Final = "learning"


def keep(request: HttpRequest, identity: Identity) -> None:
    """This browser was at the learning site, which may take that back."""
    request.session[way.ID_TOKEN] = identity.id_token
    source = Source(identity.issuer, identity.subject, identity.sid)
    stays.begin(request.session, PURPOSE, source)


@csrf_exempt
@require_POST
def ended(request: HttpRequest) -> HttpResponse:
    return receive(request, Ear(way.registration(), PURPOSE, forget))


def forget(session_keys: Sequence[str], request: HttpRequest) -> None:
    for key in session_keys:
        session = SessionStore(key)
        if session.pop(way.ID_TOKEN, None) is not None:
            with suppress(UpdateError):  # it has just ended by itself
                session.save()
                _record(Person.objects.get(pk=session[SESSION_KEY]), request)


def _record(person: Person, request: HttpRequest) -> None:
    audit.record(
        "learning.ended",
        actor="learning-site",
        object=f"person:{person.uid}",
        detail={"issuer": settings.LEARNING_ISSUER},
        request=audit.Of(person.school_id, request),
    )
