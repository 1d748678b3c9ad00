"""The demo's people as rows of the register: the cast, and the made-up rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from parta.kit.demo.people import DemoPerson
from parta.school.classes.models import AcademicYear
from parta.school.demo.names import Human, draw
from parta.school.people.models import (
    GuardianLink,
    Person,
    Pupil,
    RoleAssignment,
    School,
    Staff,
)
from parta.school.signin.models import SignInContact

HIRED_ON = date(2015, 8, 25)
TEACHERS_BORN = (date(1965, 1, 1), date(1998, 12, 31))
ADMINISTRATOR = "administrator"
OTHERS_PHONES = 2_000_000  # and on: numbers that nobody is given


@dataclass(frozen=True, slots=True)
class Ground:
    """A school that is being filled: its year, its cast, and the chance that makes up the rest."""

    school: School
    year: AcademicYear
    cast: dict[str, DemoPerson]
    chance: Random
    now: datetime


def external_id(key: str) -> str:
    """Marks a person of the cast in the register."""
    return f"demo:{key}"


def add_cast(ground: Ground) -> dict[str, Person]:
    """The school's people of the cast by key, with their contacts and roles."""
    rows = [_from_cast(ground.school, somebody) for somebody in ground.cast.values()]
    people = dict(zip(ground.cast, Person.objects.bulk_create(rows), strict=True))
    _add_contacts(ground, people)
    for key, somebody in ground.cast.items():
        if somebody.role == ADMINISTRATOR:
            RoleAssignment.objects.create(
                school=ground.school,
                person=people[key],
                role=RoleAssignment.Role.ADMINISTRATOR,
                since=ground.year.starts,
            )
    return people


def add_staff(ground: Ground, people: Iterable[Person], post: str) -> list[Staff]:
    rows = [
        Staff(school=ground.school, person=person, post=post, hired_on=HIRED_ON)
        for person in people
    ]
    return Staff.objects.bulk_create(rows)


def add_teachers(ground: Ground, count: int) -> list[Staff]:
    humans = [draw(ground.chance, TEACHERS_BORN) for _ in range(count)]
    return add_staff(ground, _add(ground.school, humans), "учитель")


def add_pupils(ground: Ground, known: Sequence[Person], level: int, size: int) -> list[Pupil]:
    """A class of `size`: those of the cast, and as many others, whose contacts are all there."""
    born = (
        date(ground.year.starts.year - level - 7, 9, 1),
        date(ground.year.starts.year - level - 6, 8, 31),
    )
    humans = [draw(ground.chance, born) for _ in range(size - len(known))]
    others = _add(ground.school, humans)
    SignInContact.objects.bulk_create(
        SignInContact(
            school=ground.school,
            person=person,
            kind=SignInContact.Kind.PHONE,
            value=f"+7199{OTHERS_PHONES + person.pk}",
            bound_at=ground.now,
        )
        for person in others
    )
    people = [*known, *others]
    rows = [
        Pupil(school=ground.school, person=person, arrived_on=ground.year.starts)
        for person in people
    ]
    return Pupil.objects.bulk_create(rows)


def add_guardians(ground: Ground, people: dict[str, Person]) -> None:
    """Links of the cast's parents to their children."""
    for key, somebody in ground.cast.items():
        for child in somebody.children:
            GuardianLink.objects.create(
                school=ground.school,
                guardian=people[key],
                pupil=people[child].pupil,
                kin="mother" if somebody.gender == "female" else "father",
                since=ground.year.starts,
            )


def correct_birth_dates(school: School, cast: Iterable[DemoPerson]) -> None:
    """The cast grows no older than its classes: a demo may live longer than a school year."""
    for somebody in cast:
        person = Person.objects.filter(school=school, external_id=external_id(somebody.key))
        person.update(birth_date=_birth_date(somebody))


def _from_cast(school: School, somebody: DemoPerson) -> Person:
    return Person(
        school=school,
        surname=somebody.family_name,
        name=somebody.given_name,
        patronymic=somebody.middle_name,
        birth_date=_birth_date(somebody),
        sex=Person.Sex.FEMALE if somebody.gender == "female" else Person.Sex.MALE,
        snils=somebody.snils,
        external_id=external_id(somebody.key),
    )


def _birth_date(somebody: DemoPerson) -> date:
    return somebody.birthdate_in_register or somebody.birthdate


def _add(school: School, humans: Iterable[Human]) -> list[Person]:
    rows = [
        Person(
            school=school,
            surname=human.surname,
            name=human.name,
            patronymic=human.patronymic,
            birth_date=human.birth_date,
            sex=human.sex,
        )
        for human in humans
    ]
    return Person.objects.bulk_create(rows)


def _add_contacts(ground: Ground, people: dict[str, Person]) -> None:
    """Phone and e-mail of everybody who is bound in the register."""
    SignInContact.objects.bulk_create(
        SignInContact(
            school=ground.school,
            person=people[key],
            kind=kind,
            value=value,
            bound_by=None,
            bound_at=ground.now,
        )
        for key, somebody in ground.cast.items()
        if somebody.state != "not-bound"
        for kind, value in (("phone", somebody.phone), ("email", somebody.email))
        if value
    )
