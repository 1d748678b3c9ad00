"""Whose register somebody keeps: a class teacher their class's, the administrator everybody's.

The only door to a class and to a person for the pages of the register.  What is
in them: roll.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest

from parta.kit import clock
from parta.school.classes.models import ClassTeacher, SchoolClass
from parta.school.people.hats import Hat
from parta.school.people.intervals import counts_on
from parta.school.people.models import Person, RoleAssignment, Staff
from parta.school.register.rules import Why
from parta.school.timetable.moments import local


class Closed(PermissionDenied):
    """It is of this school, and this reader's hat does not open it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Reader:
    person: Person
    hat: Hat
    today: date  # at the school

    @property
    def school(self) -> int:
        return self.person.school_id


def reader(request: HttpRequest) -> Reader:
    person = cast(Person, request.user)
    today = local(clock.now(), person.school.tz).date()
    return Reader(person, Hat(request.session["hat"]), today)


def classes_of(reader: Reader) -> list[SchoolClass]:
    """The classes whose register the reader keeps today."""
    classes = SchoolClass.objects.filter(school=reader.school)
    if reader.hat is Hat.ADMINISTRATOR:
        classes = classes.filter(year__starts__lte=reader.today, year__ends__gte=reader.today)
    else:
        leads = ClassTeacher.objects.filter(counts_on(reader.today), staff__person=reader.person)
        classes = classes.filter(pk__in=leads.values("school_class"))
    return list(classes.order_by("level", "letter"))


def class_in(classes: Iterable[SchoolClass], reader: Reader, key: int) -> SchoolClass:
    """The one of `classes` with that key.

    Raises Closed for another class of the school, Http404 for one that is not of it.
    """
    for one in classes:
        if one.pk == key:
            return one
    if SchoolClass.objects.filter(school=reader.school, pk=key).exists():
        raise Closed(Why.NOT_YOUR_CLASS)
    raise Http404


def person_of(reader: Reader, uid: UUID) -> Person:
    """Somebody of the reader's school.  Raises Http404."""
    found = Person.objects.filter(school=reader.school, uid=uid).first()
    if found is None:
        raise Http404
    return found


def works_here(person: str, today: date) -> Q:
    """Whether the person that `person` refers to is on the staff, or has a role at the school."""
    of = {"person": OuterRef(person)}
    return Q(Exists(posts_on(today).filter(**of))) | Q(Exists(roles_on(today).filter(**of)))


def posts_on(today: date) -> QuerySet[Staff]:
    return Staff.objects.filter(Q(left_on=None) | Q(left_on__gt=today))


def roles_on(today: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(counts_on(today))
