"""Releasing the account that a person of the register comes with."""

from django.db import transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.school.people.models import Person
from parta.school.register.ending import end_sessions
from parta.school.register.rules import Refusal, Why
from parta.school.signin.models import AccountLink


def release(person: Person, request: HttpRequest) -> Refusal | None:
    """Issuer and subject are nobody's again: the next sign-in goes by contact and birth date.

    Whoever is in is signed out.  Without a link nothing changes.
    """
    by: Person = request.user  # type: ignore[assignment]
    if by.pk == person.pk:
        return Refusal(Why.OWN_LINK)
    links = AccountLink.objects.filter(person=person, released_at=None)
    with transaction.atomic():
        issuers = sorted(links.values_list("issuer", flat=True))
        if links.update(released_at=clock.now()):
            audit.record(
                "link.released",
                actor=f"person:{by.uid}",
                object=f"person:{person.uid}",
                detail={"issuers": issuers},
                request=request,
            )
            end_sessions(person)
    return None
