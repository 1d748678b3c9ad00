"""A learning profile becomes a pupil's, once; or the audit says why not.

Of two first times that race the unique indexes let one win; the other is
decided anew and finds its row.
"""

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.oidc.redeem import Identity
from parta.school.learning import access
from parta.school.learning.decide import Linked, Profile, Pupil, Refusal, decide
from parta.school.learning.models import LearningId
from parta.school.people.hats import Hat
from parta.school.people.models import Person


def link(person: Person, identity: Identity, request: HttpRequest) -> Linked | Refusal:
    try:
        with transaction.atomic():
            return _link(person, identity, request)
    except IntegrityError:
        with transaction.atomic():
            return _link(person, identity, request)


def _link(person: Person, identity: Identity, request: HttpRequest) -> Linked | Refusal:
    own = access.learning_id_of(person)
    subject, same = identity.subject, access.open_ids().filter(subject=identity.subject)
    answer = decide(
        Profile(subject, identity.birth_date),
        Pupil(_is_pupil(request), person.birth_date, own.subject if own else ""),
        taken=same.filter(school=person.school).exclude(person=person).exists(),
    )
    if isinstance(answer, Linked):
        _keep(person, identity, own)
    if isinstance(answer, Refusal) or answer.new:
        _record(person, identity, answer, request)
    return answer


def _is_pupil(request: HttpRequest) -> bool:
    return bool(request.session["hat"] == Hat.PUPIL)


def _keep(person: Person, identity: Identity, own: LearningId | None) -> None:
    if own:
        own.checked_at = clock.now()
        own.save(update_fields=["checked_at"])
        return
    LearningId.objects.create(
        school=person.school,
        person=person,
        issuer=identity.issuer,
        subject=identity.subject,
        linked_at=clock.now(),
        checked_at=clock.now(),
    )


def _record(
    person: Person, identity: Identity, answer: Linked | Refusal, request: HttpRequest
) -> None:
    detail = {"issuer": identity.issuer, "subject": identity.subject}
    refused = {"why": answer.why.value} if isinstance(answer, Refusal) else {}
    audit.record(
        "learning.refused" if refused else "learning.linked",
        actor=f"person:{person.uid}",
        object=f"person:{person.uid}",
        detail=detail | refused,
        request=request,
    )
