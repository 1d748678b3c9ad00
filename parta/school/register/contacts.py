"""Writing down and releasing the contacts with which people come in for the first time."""

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.kit.ui.contacts import masked
from parta.school.people.models import Person
from parta.school.register.ending import end_sessions
from parta.school.register.rules import Refusal, Why
from parta.school.signin.account import Contact, Kind, normal
from parta.school.signin.models import SignInContact


def read(typed: str) -> Contact | None:
    """A phone or an e-mail in any usual spelling; None for what is neither."""
    return normal(Kind.EMAIL if "@" in typed else Kind.PHONE, typed)


def holder_of(contact: Contact, school: int) -> Person | None:
    """Whom the contact serves at the school."""
    rows = SignInContact.objects.filter(school=school, kind=contact.kind, value=contact.value)
    found = rows.filter(released_at=None).select_related("person").first()
    return found.person if found else None


def add(person: Person, typed: str, request: HttpRequest) -> Refusal | None:
    """Let `typed` serve the person; where it does so already, nothing changes.

    Of two who write it down at once the unique index lets one win: the other
    is decided anew.
    """
    contact = read(typed)
    if contact is None:
        return Refusal(Why.UNREADABLE)
    try:
        with transaction.atomic():
            return bind(person, contact, request)
    except IntegrityError:
        with transaction.atomic():
            return bind(person, contact, request)


def bind(person: Person, contact: Contact, request: HttpRequest) -> Refusal | None:
    """The same of a contact that was read, inside the caller's transaction."""
    holder = holder_of(contact, person.school_id)
    if holder:
        taken = Refusal(Why.TAKEN, holder=holder.full_name)
        return None if holder.pk == person.pk else taken
    row = SignInContact.objects.create(
        school_id=person.school_id,
        person=person,
        kind=contact.kind,
        value=contact.value,
        bound_by_id=request.user.pk,
        bound_at=clock.now(),
    )
    _record("contact.bound", row, request)
    return None


def release(person: Person, key: int, request: HttpRequest) -> None:
    """The contact serves nobody from now on, and whoever is in signs in anew.

    A contact that is not the person's, or is released already, changes nothing.
    """
    rows = SignInContact.objects.filter(pk=key, person=person, released_at=None)
    with transaction.atomic():
        row = rows.first()
        if row and rows.update(released_at=clock.now()):
            _record("contact.released", row, request)
            end_sessions(person)


def _record(action: str, row: SignInContact, request: HttpRequest) -> None:
    audit.record(
        action,
        actor=f"person:{request.user.uid}",  # type: ignore[union-attr]
        object=f"person:{row.person.uid}",
        detail={"contact": row.pk, "shown": masked(row.value)},
        request=request,
    )
