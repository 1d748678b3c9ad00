"""The only door to contacts, links and what a person may be at the school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from parta.school.classes.models import ClassTeacher
from parta.school.people.hats import Hat
from parta.school.people.intervals import counts_on, opens_diary_on
from parta.school.people.levels import Demands, Level
from parta.school.people.models import GuardianLink, Person, Pupil, RoleAssignment, School, Staff
from parta.school.people.settings import settings_on
from parta.school.signin.account import Contact, Visitor
from parta.school.signin.decide import Link, Record
from parta.school.signin.models import AccountLink, SignInContact


@dataclass(frozen=True, slots=True)
class Place:
    """One school to which an account points: by its link, else by verified contacts."""

    school: School
    today: date
    demands: Demands
    records: tuple[Record, ...]
    people: dict[int, Person]
    contacts: dict[int, SignInContact]  # by person; empty where the link led here


def places(visitor: Visitor, now: datetime) -> list[Place]:
    """The schools of the visitor.  A link counts alone; contacts only where there is none."""
    links = AccountLink.objects.filter(
        issuer=visitor.issuer, subject=visitor.subject, released_at=None
    ).select_related("person__school")
    known = {link.school_id: link.person for link in links}
    found: dict[int, dict[int, SignInContact]] = {}
    for contact in _open_contacts(visitor.verified).exclude(school__in=known):
        found.setdefault(contact.school_id, {}).setdefault(contact.person_id, contact)
    return [
        *(_place(visitor, [person], {}, now) for person in known.values()),
        *(_place(visitor, [c.person for c in by.values()], by, now) for by in found.values()),
    ]


def is_linked(person: Person, issuer: str, subject: str) -> bool:
    """Whether the account is still theirs."""
    links = person.links.filter(issuer=issuer, subject=subject, released_at=None)
    return links.exists()


def local_date(school: School, now: datetime) -> date:
    return now.astimezone(ZoneInfo(school.tz)).date()


def hats_of(person: Person, today: date) -> tuple[Hat, ...]:
    """What the person may be at the school on that date; () when nothing is left."""
    hats = {Hat(role) for role in _roles(person, today)}
    if _is_pupil(person, today):
        hats.add(Hat.PUPIL)
    if _is_guardian(person, today):
        hats.add(Hat.PARENT)
    if (post := _post(person, today)) is not None:
        hats.add(post)
    return tuple(hat for hat in Hat if hat in hats)


def demands_of(school: School, today: date) -> Demands:
    values = settings_on(school, ("grace_14_days", "adult_level"), today)
    return Demands(timedelta(days=values["grace_14_days"]), Level(values["adult_level"]))


def _place(
    visitor: Visitor, people: list[Person], contacts: dict[int, SignInContact], now: datetime
) -> Place:
    school = people[0].school
    today = local_date(school, now)
    records = (_record(visitor, person, contacts.get(person.pk), today) for person in people)
    return Place(
        school=school,
        today=today,
        demands=demands_of(school, today),
        records=tuple(records),
        people={person.pk: person for person in people},
        contacts=contacts,
    )


def _record(visitor: Visitor, person: Person, contact: SignInContact | None, today: date) -> Record:
    return Record(
        person=person.pk,
        birth_date=person.birth_date,
        hats=hats_of(person, today),
        link=Link.THIS if contact is None else _other_link(visitor, person),
        vouched=contact is not None and contact.vouched,
    )


def _other_link(visitor: Visitor, person: Person) -> Link:
    others = person.links.filter(issuer=visitor.issuer, released_at=None)
    return Link.OTHER if others.exists() else Link.NONE


def _open_contacts(contacts: Iterable[Contact]) -> QuerySet[SignInContact]:
    any_of = Q(pk=None)
    for contact in contacts:
        any_of |= Q(kind=contact.kind, value=contact.value)
    rows = SignInContact.objects.filter(any_of, released_at=None)
    return rows.select_related("person__school").order_by("-kind", "pk")  # the phone first


def _is_pupil(person: Person, today: date) -> bool:
    days = settings_on(person.school, ("departed_access_days",), today)["departed_access_days"]
    stays = Q(departed_on=None) | Q(departed_on__gte=today - timedelta(days=days))
    return Pupil.objects.filter(stays, person=person).exists()


def _is_guardian(person: Person, today: date) -> bool:
    return GuardianLink.objects.filter(opens_diary_on(today), guardian=person).exists()


def _post(person: Person, today: date) -> Hat | None:
    stays = Q(left_on=None) | Q(left_on__gt=today)
    staff = Staff.objects.filter(stays, person=person).first()
    if staff is None:
        return None
    leads = ClassTeacher.objects.filter(counts_on(today), staff=staff).exists()
    return Hat.CLASS_TEACHER if leads else Hat.TEACHER


def _roles(person: Person, today: date) -> Iterable[str]:
    roles = RoleAssignment.objects.filter(counts_on(today), person=person)
    return roles.values_list("role", flat=True)
