"""The pupils of a class, their parents, and how each of them stands with signing in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from parta.kit.names import folded
from parta.school.classes.models import ClassEnrolment, SchoolClass
from parta.school.learning.access import open_ids
from parta.school.learning.vouching import open_ones
from parta.school.people.intervals import counts_on
from parta.school.people.models import GuardianLink, Person, Pupil
from parta.school.register.access import works_here
from parta.school.register.rules import Attempt, Standing, State, state
from parta.school.signin.models import AccountLink

# By plain SQL: an open contact and what was tried with it in one question.
CONTACTS: Final = """
SELECT c.person_id, c.id, c.value, a.why, a.claimed_birth_date, a.at
FROM signin_signincontact c LEFT JOIN signin_signinattempt a ON a.contact_id = c.id
WHERE c.released_at IS NULL AND c.person_id IN ({places})
ORDER BY c.kind DESC, c.id, a.at"""  # the phone first


@dataclass(slots=True)
class Entry:
    """A person of the register."""

    person: Person
    linked_at: datetime | None
    works_here: bool
    contacts: dict[int, str] = field(default_factory=dict)  # value by key; the open ones
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        return Standing(
            birth_date=self.person.birth_date,
            contacts=len(self.contacts),
            linked_at=self.linked_at,
            attempts=tuple(self.attempts),
        )

    @property
    def state(self) -> State:
        return state(self.standing)


@dataclass(slots=True)
class Parent(Entry):
    link: int = 0
    kin: str = ""
    restricted: bool = False


@dataclass(slots=True)
class PupilEntry(Entry):
    learning_id: bool = False  # a learning profile is theirs
    vouched_until: datetime | None = None  # the school vouches at the learning site
    parents: list[Parent] = field(default_factory=list)


def roll(school_class: SchoolClass, today: date) -> list[PupilEntry]:
    """The pupils of the class, in the journal's order."""
    enrolled = ClassEnrolment.objects.filter(counts_on(today), school_class=school_class)
    return _pupils(Person.objects.filter(pupil__in=enrolled.values("pupil")), today)


def entry_of(person: Person, today: date) -> Entry:
    """The person alone; a pupil with the parents."""
    one = Person.objects.filter(pk=person.pk)
    if is_pupil(person, today):
        return _pupils(one, today)[0]
    return entries(one, today)[0]


def entries(people: QuerySet[Person], today: date) -> list[Entry]:
    """The people each by themselves, by name."""
    found = [
        Entry(row, row.linked_at, row.works_here)
        for row in people.annotate(linked_at=_since("pk"), works_here=works_here("pk", today))
    ]
    _add_contacts(found)
    return sorted(found, key=_by_name)


def is_pupil(person: Person, today: date) -> bool:
    stays = Q(departed_on=None) | Q(departed_on__gt=today)
    return Pupil.objects.filter(stays, person=person).exists()


def children_of(guardian: Person, today: date) -> list[GuardianLink]:
    """The open links to the pupils for whom the person stands, in the order of age."""
    links = GuardianLink.objects.filter(counts_on(today), guardian=guardian)
    links = links.select_related("pupil__person")
    return list(links.order_by("pupil__person__birth_date", "pk"))


def _pupils(people: QuerySet[Person], today: date) -> list[PupilEntry]:
    rows = people.annotate(
        linked_at=_since("pk"),
        works_here=works_here("pk", today),
        learning_id=Exists(open_ids().filter(person=OuterRef("pk"))),
        vouched_until=Subquery(open_ones().filter(person=OuterRef("pk")).values("ends_at")[:1]),
        pupil_key=F("pupil__pk"),
    )
    found = {
        row.pupil_key: PupilEntry(
            row,
            row.linked_at,
            row.works_here,
            learning_id=row.learning_id,
            vouched_until=row.vouched_until,
        )
        for row in rows
    }
    links = GuardianLink.objects.filter(counts_on(today), pupil__in=found)
    links = links.select_related("guardian").order_by("pk")
    parents = []
    links_with = links.annotate(
        linked_at=_since("guardian"), works_here=works_here("guardian", today)
    )
    for link in links_with:
        parent = Parent(
            link.guardian,
            link.linked_at,
            link.works_here,
            link=link.pk,
            kin=link.kin,
            restricted=link.restricted,
        )
        found[link.pupil_id].parents.append(parent)
        parents.append(parent)
    _add_contacts([*found.values(), *parents])
    return sorted(found.values(), key=_by_name)


def _since(person: str) -> Subquery:
    """When the first of the person's open links was made."""
    links = AccountLink.objects.filter(person=OuterRef(person), released_at=None)
    return Subquery(links.order_by("linked_at").values("linked_at")[:1])


def _by_name(entry: Entry) -> tuple[str, str]:
    return folded(entry.person.full_name), str(entry.person.pk)


def _add_contacts(entries: Iterable[Entry]) -> None:
    by_person: dict[int, list[Entry]] = {}
    for entry in entries:
        by_person.setdefault(entry.person.pk, []).append(entry)
    if not by_person:
        return
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(by_person))
        cursor.execute(CONTACTS.format(places=places), [*by_person])
        for person, key, value, why, claimed, at in cursor.fetchall():
            for entry in by_person[person]:
                entry.contacts[key] = value
                if why:
                    entry.attempts.append(Attempt(why, claimed, _aware(at)))


def _aware(moment: datetime) -> datetime:
    """SQLite keeps moments without a zone, in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
