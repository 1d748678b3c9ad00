"""One person of the register before one reader: what is shown, and what may be changed."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from parta.school.classes.models import SchoolClass
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.register import access
from parta.school.register.access import Closed, Reader
from parta.school.register.roll import (
    Entry,
    Parent,
    PupilEntry,
    children_of,
    entry_of,
    roll,
)
from parta.school.register.rules import CANNOT, Why, why_not_kept


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil for whom a person stands."""

    link: int
    person: Person
    kin: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A class of the school: its pupils, and the other classes that the reader keeps."""

    school_class: SchoolClass
    pupils: list[PupilEntry]
    classes: list[SchoolClass]

    @property
    def cannot(self) -> list[PupilEntry]:
        return [pupil for pupil in self.pupils if pupil.state in CANNOT]

    @property
    def can(self) -> list[PupilEntry]:
        return [pupil for pupil in self.pupils if pupil.state not in CANNOT]

    def find(self, uid: UUID) -> Entry | None:
        entries = (entry for pupil in self.pupils for entry in (pupil, *pupil.parents))
        return next((entry for entry in entries if entry.person.uid == uid), None)

    def children(self, guardian: Person) -> list[Child]:
        return [
            Child(parent.link, pupil.person, parent.kin, parent.restricted)
            for pupil in self.pupils
            for parent in pupil.parents
            if parent.person.pk == guardian.pk
        ]


@dataclass(frozen=True, slots=True)
class Case:
    reader: Reader
    entry: Entry
    form: Form | None  # the class in whose list the person stands; None: looked up by itself
    children: list[Child] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.entry.person

    @property
    def here(self) -> str:
        """The address of this page; deeds stand below it."""
        return address(self.person, self.form)

    @property
    def is_pupil(self) -> bool:
        return isinstance(self.entry, PupilEntry)

    def why_closed(self) -> Why | None:
        """Why the reader may only look."""
        works = self.entry.works_here
        return why_not_kept(self.reader.hat, in_own_class=True, works_here=works)


def address(person: Person, form: Form | None) -> str:
    if form is None:
        return reverse("person", kwargs={"uid": person.uid})
    parts = {"class_id": form.school_class.pk, "uid": person.uid}
    return reverse("register-person", kwargs=parts)


def form_for(request: HttpRequest, class_id: int) -> tuple[Reader, Form]:
    """Raises Closed for another's class, Http404 for one of another school."""
    reader = access.reader(request)
    classes = access.classes_of(reader)
    found = access.class_in(classes, reader, class_id)
    return reader, Form(found, roll(found, reader.today), classes)


def case_for(request: HttpRequest, uid: UUID, class_id: int | None) -> Case:
    """The person in the class's list; without a class, as only an administrator finds them.

    Raises Closed for others of the school, Http404 for who is not of it.
    """
    if class_id is None:
        return _by_itself(access.reader(request), uid)
    reader, form = form_for(request, class_id)
    entry = form.find(uid)
    if entry is None:
        access.person_of(reader, uid)
        raise Closed(Why.NOT_YOUR_CLASS)
    return in_form(reader, form, entry)


def in_form(reader: Reader, form: Form, entry: Entry) -> Case:
    children = form.children(entry.person) if isinstance(entry, Parent) else []
    return Case(reader, entry, form, children)


def _by_itself(reader: Reader, uid: UUID) -> Case:
    person = access.person_of(reader, uid)
    if reader.hat is not Hat.ADMINISTRATOR:
        raise Closed(Why.NOT_YOUR_CLASS)
    entry = entry_of(person, reader.today)
    links = [] if isinstance(entry, PupilEntry) else children_of(person, reader.today)
    children = [Child(it.pk, it.pupil.person, it.kin, it.restricted) for it in links]
    return Case(reader, entry, None, children)
