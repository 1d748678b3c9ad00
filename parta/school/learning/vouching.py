"""The school vouches for a pupil whose number is lost: the class teacher says so, the pupil acts.

The learning site is told in the pushed request of a pupil who is signed in here,
and only while the class teacher's word is young.  The rule in prose:
docs/rules/learning-id.md.
"""

from datetime import timedelta
from typing import Final
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from parta import audit
from parta.kit import clock, notify
from parta.kit.notify import Channel
from parta.school.learning import access
from parta.school.learning.models import Vouching
from parta.school.people.models import Person

CLAIM: Final = "urn:parta:profile-to-recover"
"""The name of the claim whose value is the profile's subject; parta.learnid reads it."""
LIVES: Final = timedelta(days=1)
DONE_SEEN_FOR: Final = timedelta(days=1)


def open_ones() -> QuerySet[Vouching]:
    """Words that hold and have not served."""
    return Vouching.objects.filter(ends_at__gt=clock.now(), used_at=None)


def open_for(person: Person) -> Vouching | None:
    """The class teacher's word for the pupil, while it holds."""
    return open_ones().filter(person=person).first()


def done_for(person: Person) -> bool:
    """Whether it has served lately."""
    since = clock.now() - DONE_SEEN_FOR
    return Vouching.objects.filter(person=person, used_at__gt=since).exists()


def vouch(person: Person, by: Person, request: HttpRequest) -> None:
    """Tells the pupil where to go on.  May `by` do that?  The caller has asked already.

    A second press while the first holds changes nothing.
    """
    with transaction.atomic():
        own = access.learning_id_of(person)
        if own is None or open_for(person):
            return
        Vouching.objects.create(person=person, by=by, learning_id=own, ends_at=clock.now() + LIVES)
        audit.record(
            "learning.vouched",
            actor=f"person:{by.uid}",
            object=f"person:{person.uid}",
            request=request,
        )
        _tell(person)


def said(person: Person) -> dict[str, dict[str, str]]:
    """The claim for the learning site; nothing where nobody vouches, or the link has changed."""
    word, own = open_for(person), access.learning_id_of(person)
    holds = word is not None and own is not None and word.learning_id_id == own.pk
    return {CLAIM: {"value": own.subject}} if holds and own else {}


def served(person: Person, request: HttpRequest) -> None:
    """The pupil has come back with the profile: the word has served."""
    with transaction.atomic():
        if open_ones().filter(person=person).update(used_at=clock.now()):
            audit.record(
                "learning.recovered",
                actor=f"person:{person.uid}",
                object=f"person:{person.uid}",
                request=request,
            )


def _tell(person: Person) -> None:
    """By the contact that the register has; without one the class teacher says it."""
    contact = person.contacts.filter(released_at=None).order_by("-bound_at").first()
    if contact:
        address = urljoin(settings.PUBLIC_URL, reverse("learning-help"))
        text = _("The class teacher helps with your learning profile. Sign in and open %(address)s")
        channel: Channel = "sms" if contact.kind == "phone" else "email"
        notify.send(channel, contact.value, text % {"address": address})
