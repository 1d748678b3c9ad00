"""A new school: its year, and an administrator who can sign in at once.

The operator vouches for the administrator's contact.  Where no name and birth
date are given, the register takes both from the account that first comes with
that contact, confirmed: docs/rules/sign-in.md.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext

from parta import audit
from parta.kit import clock
from parta.school.classes.open_year import open_year
from parta.school.people.models import Person, RoleAssignment, School
from parta.school.signin import access
from parta.school.signin.account import Contact, Kind, normal
from parta.school.signin.models import SignInContact

JULY = 7  # from then on a new school begins with the coming year


class Unusable(Exception):
    """A school that can't be made; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Administrator:
    contact: Contact
    names: tuple[str, str, str] | None = None  # surname, name, patronymic
    birth_date: date | None = None


def administrator(contact: str, full_name: str, born: str) -> Administrator:
    """Read what the operator typed.  Raises Unusable."""
    read = normal(Kind.EMAIL if "@" in contact else Kind.PHONE, contact)
    if read is None:
        raise Unusable(f"{contact!r} is neither a phone like +7 199 111-11-11 nor an e-mail.")
    if bool(full_name) != bool(born):
        raise Unusable("Give the administrator's name and birth date together, or neither.")
    return Administrator(read, _names(full_name), _date(born)) if born else Administrator(read)


def start_school(name: str, tz: str, admin: Administrator) -> School:
    """Make the school `name` in the zone `tz`.  Raises Unusable."""
    if not name.strip():
        raise Unusable("A school needs a name.")
    if tz not in available_timezones():
        raise Unusable(f"{tz!r} is not a time zone like Europe/Moscow.")
    with transaction.atomic():
        if School.objects.filter(name=name.strip()).exists():
            raise Unusable(f"There is a school {name.strip()!r} already.")
        school = School.objects.create(name=name.strip(), tz=tz)
        today = access.local_date(school, clock.now())
        open_year(school, today.year if today.month >= JULY else today.year - 1)
        person = _appoint(school, admin, today)
        detail = {"school": school.name, "introduces_itself": admin.birth_date is None}
        audit.record(
            "school.started",
            actor="operator",
            object=f"person:{person.uid}",
            detail=detail,
            request=audit.Of(school.pk),
        )
    return school


def _appoint(school: School, admin: Administrator, today: date) -> Person:
    surname, name, patronymic = admin.names or _unnamed()
    person = Person.objects.create(
        school=school,
        surname=surname,
        name=name,
        patronymic=patronymic,
        birth_date=admin.birth_date,
    )
    RoleAssignment.objects.create(
        school=school, person=person, role=RoleAssignment.Role.ADMINISTRATOR, since=today
    )
    SignInContact.objects.create(
        school=school,
        person=person,
        kind=admin.contact.kind,
        value=admin.contact.value,
        bound_at=clock.now(),
        vouched=True,
    )
    return person


def _unnamed() -> tuple[str, str, str]:
    """Until the account says who it is."""
    return gettext("Administrator"), gettext("of the school"), ""


def _names(full_name: str) -> tuple[str, str, str]:
    surname, name, *rest = [*full_name.split(), "", ""]
    if not surname or not name:
        raise Unusable(f"{full_name!r} needs a surname and a name, like «Кузнецов Олег Ильич».")
    return surname, name, " ".join(rest).strip()


def _date(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Unusable(f"{typed!r} is not a date like 1979-02-01.") from None
