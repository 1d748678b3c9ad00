"""What people do at the school, for lists and cards: posts, classes, roles."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from parta.school.classes.models import ClassTeacher
from parta.school.people.hats import Hat
from parta.school.people.intervals import counts_on
from parta.school.people.models import Person
from parta.school.register.access import posts_on, roles_on


@dataclass(slots=True)
class Posts:
    person: Person
    post: str = ""
    leads: list[str] = field(default_factory=list)  # titles of classes
    roles: list[Hat] = field(default_factory=list)


def of_school(school: int, today: date) -> dict[int, Posts]:
    """By person, everybody who works at the school that day, in three queries."""
    return _posts(Q(school=school), today)


def of_person(person: Person, today: date) -> Posts | None:
    """None for who does not work at the school."""
    return _posts(Q(person=person), today).get(person.pk)


def _posts(whose: Q, today: date) -> dict[int, Posts]:
    found: dict[int, Posts] = {}
    for staff in posts_on(today).filter(whose).select_related("person"):
        found[staff.person_id] = Posts(staff.person, staff.post)
    roles = roles_on(today).filter(whose).select_related("person")
    for role in roles.order_by("pk"):
        found.setdefault(role.person_id, Posts(role.person)).roles.append(Hat(role.role))
    leading = ClassTeacher.objects.filter(counts_on(today), staff__person__in=found)
    leading = leading.select_related("staff", "school_class")
    for leads in leading.order_by("school_class__level", "school_class__letter"):
        found[leads.staff.person_id].leads.append(str(leads.school_class))
    return found
