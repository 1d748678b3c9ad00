"""Letting an account in: link it to its people, once, or write down why not.

One transaction per sign-in.  Of two first sign-ins that race the unique indexes
let one win; the other is decided anew and finds the link.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.signin import access, tell
from parta.school.signin.access import Place
from parta.school.signin.account import Visitor
from parta.school.signin.decide import Refusal, Welcome, Why, decide
from parta.school.signin.models import AccountLink, SignInAttempt

WARNED_OF = {Why.CONTACT_MISMATCH, Why.ALREADY_LINKED}
"""What the class teacher sees in the register: somebody else may hold that contact."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to be at a school: this person in this hat."""

    person: Person
    hat: Hat

    @property
    def key(self) -> str:
        return f"{self.person.pk}:{self.hat}"


def admit(visitor: Visitor, request: HttpRequest) -> list[Choice] | Refusal:
    """Everything the account may be, at all of its schools; never an empty list."""
    try:
        with transaction.atomic():
            return _admit(visitor, request)
    except IntegrityError:
        with transaction.atomic():
            return _admit(visitor, request)


def choices(visitor: Visitor) -> list[Choice]:
    """The same for an account that is in already: only links count, nothing is written."""
    now = clock.now()
    places = [place for place in access.places(visitor, now) if not place.contacts]
    return _choices(_verdicts(visitor, places))


def _admit(visitor: Visitor, request: HttpRequest) -> list[Choice] | Refusal:
    verdicts = _verdicts(visitor, access.places(visitor, clock.now()))
    for place, verdict in verdicts:
        if isinstance(verdict, Welcome):
            _welcome(visitor, place, verdict, request)
    if found := _choices(verdicts):
        return found
    for place, verdict in verdicts:
        _warn(visitor, place, verdict)
    refusals = [verdict for _, verdict in verdicts if isinstance(verdict, Refusal)]
    refusal = min(refusals, key=_usefulness, default=Refusal(Why.CONTACT_NOT_BOUND))
    for place, _ in verdicts:
        of_school = audit.Of(place.school.pk, request)
        _record(visitor, refusal, place.people.values(), of_school)
    if not verdicts:
        _record(visitor, refusal, [], audit.Of(None, request))
    return refusal


def _verdicts(visitor: Visitor, places: list[Place]) -> list[tuple[Place, Welcome | Refusal]]:
    return [
        (place, decide(visitor.account, place.records, place.today, place.demands))
        for place in places
    ]


def _choices(verdicts: list[tuple[Place, Welcome | Refusal]]) -> list[Choice]:
    return [
        Choice(place.people[verdict.person], hat)
        for place, verdict in verdicts
        if isinstance(verdict, Welcome)
        for hat in verdict.hats
    ]


def _usefulness(refusal: Refusal) -> int:
    return list(Why).index(refusal.why)


def _welcome(visitor: Visitor, place: Place, welcome: Welcome, request: HttpRequest) -> None:
    person, level = place.people[welcome.person], visitor.account.level.name.lower()
    if not welcome.link:
        person.links.filter(issuer=visitor.issuer, released_at=None).update(level=level)
        return
    contact = place.contacts[person.pk]
    AccountLink.objects.create(
        school=place.school,
        person=person,
        issuer=visitor.issuer,
        subject=visitor.subject,
        via_contact=contact,
        level=level,
        linked_at=clock.now(),
    )
    if welcome.introduce:
        _introduce(visitor, person)
    audit.record(
        "signin.linked",
        actor=f"person:{person.uid}",
        object=f"person:{person.uid}",
        detail={"issuer": visitor.issuer, "contact": contact.pk, "introduced": welcome.introduce},
        request=audit.Of(place.school.pk, request),
    )
    tell.linked(person, contact, welcome.hats)


def _introduce(visitor: Visitor, person: Person) -> None:
    """The operator vouched for the contact: the register learns who holds it."""
    surname, name, patronymic = visitor.names
    if surname and name:
        person.surname, person.name, person.patronymic = surname, name, patronymic
    person.birth_date = visitor.account.birth_date
    person.save(update_fields=["surname", "name", "patronymic", "birth_date"])


def _warn(visitor: Visitor, place: Place, verdict: Welcome | Refusal) -> None:
    """Leave a note for the class teacher; a second try alike renews the first."""
    if isinstance(verdict, Refusal) and verdict.why in WARNED_OF:
        meant = place.contacts.values()
        for contact in (c for c in meant if verdict.about in (None, c.person_id)):
            SignInAttempt.objects.update_or_create(
                school=place.school,
                person=contact.person,
                contact=contact,
                why=verdict.why,
                claimed_birth_date=visitor.account.birth_date,
                defaults={"at": clock.now()},
            )


def _record(
    visitor: Visitor, refusal: Refusal, people: Iterable[Person], request: audit.Of
) -> None:
    """Once for each school that was meant, which learns of its own people alone."""
    audit.record(
        "signin.refused",
        actor="visitor",
        object="signin",
        detail={
            "why": refusal.why,
            "issuer": visitor.issuer,
            "subject": visitor.subject,
            "people": [str(person.uid) for person in people],
        },
        request=request,
    )
