"""The card of a person: what a page shows of them, and the forms in it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.forms import Form

from parta.kit.ui.dates import numeric
from parta.school.people.models import Person
from parta.school.register.case import Case, Child, address
from parta.school.register.forms import (
    KIN,
    BirthDateForm,
    ContactForm,
    KnownParentForm,
    ParentForm,
)
from parta.school.register.posts import Posts, of_person
from parta.school.register.roll import Entry, Parent, PupilEntry
from parta.school.register.rules import (
    Account,
    Refusal,
    Tried,
    Why,
    account_of,
    unsettled,
    why_not_ended,
)
from parta.school.signin.access import demands_of
from parta.school.timetable.moments import local


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt as the card tells of it."""

    other_account: bool
    at: datetime  # at the school
    claimed: str  # the date, or ""


@dataclass(slots=True)
class Card:
    case: Case
    closed: Why | None  # why the reader may only look
    forms: dict[str, Form] = field(default_factory=dict)
    opened: str = ""  # the form that was sent and stays open
    refusal: Refusal | None = None

    @property
    def entry(self) -> Entry:
        return self.case.entry

    @property
    def person(self) -> Person:
        return self.case.person

    @property
    def here(self) -> str:
        return self.case.here

    @property
    def own(self) -> bool:
        return self.person.pk == self.case.reader.person.pk

    @property
    def parents(self) -> list[Parent] | None:
        """None for who is no pupil."""
        return self.entry.parents if isinstance(self.entry, PupilEntry) else None

    @property
    def learning_id(self) -> bool:
        return isinstance(self.entry, PupilEntry) and self.entry.learning_id

    @property
    def helped_until(self) -> datetime | None:
        """How long the school vouches for the pupil at the learning site."""
        until = self.entry.vouched_until if isinstance(self.entry, PupilEntry) else None
        return until and local(until, self.case.reader.person.school.tz)

    @property
    def children(self) -> list[Child]:
        return self.case.children

    def may_end(self, child: Child) -> bool:
        return not why_not_ended(self.case.reader.hat, restricted=child.restricted)

    @property
    def account(self) -> Account | None:
        """Which account a pupil needs."""
        born, reader = self.person.birth_date, self.case.reader
        if not self.case.is_pupil or born is None:
            return None
        return account_of(born, reader.today, demands_of(reader.person.school, reader.today))

    @property
    def posts(self) -> Posts | None:
        """What they do at the school; a class's list is about the family alone."""
        return of_person(self.person, self.case.reader.today) if self.case.form is None else None

    @property
    def linked(self) -> datetime | None:
        at = self.entry.linked_at
        return at and local(at, self.case.reader.person.school.tz)

    @property
    def tries(self) -> list[Try]:
        tz = self.case.reader.person.school.tz
        return [
            Try(
                other_account=one.why == Tried.OTHER_ACCOUNT,
                at=local(one.at, tz),
                claimed=dated(one.claimed),
            )
            for one in unsettled(self.entry.standing)
        ]

    @property
    def born(self) -> str:
        return dated(self.person.birth_date)

    def address_of(self, person: Person) -> str:
        return address(person, self.case.form)


def dated(day: date | None) -> str:
    return numeric(day) if day else ""


def kin(word: str) -> str:
    """The word for a relation; what came from a file stands as it is."""
    return str(dict(KIN).get(word, word))


def card(case: Case, **sent: Any) -> Card:
    """With blank forms; `sent` is what came back: a form under its name, and a refusal."""
    closed, today = case.why_closed(), case.reader.today
    blank: dict[str, Form] = {}
    if closed is None:
        blank["contact"] = ContactForm()
        blank["birth_date"] = BirthDateForm(
            today=today, initial={"birth_date": case.person.birth_date}
        )
    if case.is_pupil:
        blank["parent"] = ParentForm(today=today)
        blank["known"] = KnownParentForm()
    refusal: Refusal | None = sent.pop("refusal", None)
    return Card(case, closed, blank | sent, next(iter(sent), ""), refusal)
