"""Finding people of a school: its staff, or whoever has a name like that."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from parta.kit.names import fits
from parta.school.classes.models import ClassEnrolment
from parta.school.people.intervals import counts_on
from parta.school.people.models import GuardianLink, Person
from parta.school.register import posts
from parta.school.register.posts import Posts
from parta.school.register.roll import Entry, entries

MOST = 50  # people found by a name; who is not among them is found by more of it


@dataclass(frozen=True, slots=True)
class Row:
    entry: Entry
    posts: Posts | None
    form: str = ""  # a pupil's class
    children: list[str] = field(default_factory=list)  # a parent's


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[Row]
    more: bool = False  # than are shown


def staff(school: int, today: date) -> Found:
    """Everybody who works at the school, by name."""
    works = posts.of_school(school, today)
    people = entries(Person.objects.filter(pk__in=works), today)
    return Found([Row(entry, works[entry.person.pk]) for entry in people])


def named(school: int, asked: str, today: date) -> Found:
    """Staff, pupils and parents with such a name."""
    keys = keys_of(school, asked)
    shown = keys[:MOST]
    people = entries(Person.objects.filter(pk__in=shown), today)
    works, forms = posts.of_school(school, today), _forms(shown, today)
    children = _children(shown, today)
    rows = [
        Row(
            entry,
            works.get(entry.person.pk),
            forms.get(entry.person.pk, ""),
            children.get(entry.person.pk, []),
        )
        for entry in people
    ]
    return Found(rows, more=len(keys) > MOST)


def keys_of(school: int, asked: str) -> list[int]:
    """Compared here and not by the database, for SQLite knows the case of Latin letters alone."""
    names = Person.objects.filter(school=school).order_by("surname", "name", "pk")
    rows = names.values_list("pk", "surname", "name", "patronymic")
    return [pk for pk, *parts in rows if fits(" ".join(parts), asked)]


def _forms(people: Iterable[int], today: date) -> dict[int, str]:
    rows = ClassEnrolment.objects.filter(counts_on(today), pupil__person__in=people)
    return {
        row.pupil.person_id: str(row.school_class)
        for row in rows.select_related("pupil", "school_class")
    }


def _children(people: Iterable[int], today: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    links = GuardianLink.objects.filter(counts_on(today), guardian__in=people)
    for link in links.select_related("pupil__person").order_by("pk"):
        child = link.pupil.person
        found.setdefault(link.guardian_id, []).append(f"{child.surname} {child.name}")
    return found
