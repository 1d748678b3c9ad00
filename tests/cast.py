"""The people of every test on the school's side, in one school and its neighbour.

All stand on Wednesday 25 November 2026 in Moscow unless a test says otherwise:
`anya` and her class 7Б have geometry with `vera`; `boris` goes to another school.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from parta.school.classes.models import (
    AcademicYear,
    ClassEnrolment,
    ClassTeacher,
    GroupMembership,
    SchoolClass,
    Subject,
    TeachingGroup,
    TeachingLoad,
)
from parta.school.learning.models import LearningId
from parta.school.people.models import (
    GuardianLink,
    Person,
    Pupil,
    RoleAssignment,
    School,
    Staff,
)
from parta.school.timetable.models import Lesson

TODAY = date(2026, 11, 25)
YEAR_STARTS, YEAR_ENDS = date(2026, 9, 1), date(2027, 8, 31)
TZ = "Europe/Moscow"


@dataclass
class Cast:
    school: School
    other_school: School
    class_7b: SchoolClass
    class_7a: SchoolClass
    geometry_7b: TeachingGroup
    algebra_7a: TeachingGroup
    anya: Person  # pupil of 7Б, 13 years old
    gleb: Person  # pupil of 7А: another class
    lev: Person  # Anya's brother, 7А too
    olga: Person  # pupil of 7Б who is over 14
    boris: Person  # pupil of the other school: the outsider
    vera: Person  # teaches geometry in 7Б
    klara: Person  # class teacher of 7Б, teaches algebra in 7А
    mama: Person  # parent of Anya and Lev
    admin: Person
    deputy: Person
    clerk: Person  # of the school's office

    def lesson(self, starts: str = "10:30", ends: str = "11:15", **fields: object) -> Lesson:
        """A geometry lesson of 7Б today at local times; `fields` override."""
        values = {
            "school": self.school,
            "group": self.geometry_7b,
            "staff": self.vera.staff,
            "date": TODAY,
            "number": None,
            "starts": time.fromisoformat(starts),
            "ends": time.fromisoformat(ends),
        } | fields
        day, tz = values["date"], ZoneInfo(values["school"].tz)  # type: ignore[attr-defined]
        for edge in ("starts", "ends"):
            local = datetime.combine(day, values[edge], tz)  # type: ignore[arg-type]
            values[f"{edge}_at"] = local.astimezone(UTC)
        return Lesson.objects.create(**values)


def make_cast() -> Cast:
    school = School.objects.create(name="Школа № 12", tz=TZ)
    other = School.objects.create(name="Гимназия № 3", tz=TZ)
    year, other_year = _year(school), _year(other)
    class_7b = SchoolClass.objects.create(school=school, year=year, level=7, letter="Б")
    class_7a = SchoolClass.objects.create(school=school, year=year, level=7, letter="А")
    far = SchoolClass.objects.create(school=other, year=other_year, level=7, letter="А")
    vera = _staff(school, "Соколова", "Вера", "Андреевна", "f")
    klara = _staff(school, "Орлова", "Клара", "Петровна", "f")
    geometry = _group(class_7b, "Геометрия", vera)
    algebra = _group(class_7a, "Алгебра", klara)
    far_group = _group(far, "Геометрия", _staff(other, "Лосев", "Пётр", "Ильич", "m"))
    ClassTeacher.objects.create(
        school=school, school_class=class_7b, staff=klara.staff, since=YEAR_STARTS
    )
    cast = Cast(
        school=school,
        other_school=other,
        class_7b=class_7b,
        class_7a=class_7a,
        geometry_7b=geometry,
        algebra_7a=algebra,
        anya=_pupil(geometry, "Ковалёва", "Анна", date(2013, 3, 14)),
        gleb=_pupil(algebra, "Жуков", "Глеб", date(2013, 5, 2)),
        lev=_pupil(algebra, "Ковалёв", "Лев", date(2013, 3, 14)),
        olga=_pupil(geometry, "Громова", "Ольга", date(2012, 7, 1)),
        boris=_pupil(far_group, "Белов", "Борис", date(2013, 1, 20)),
        vera=vera,
        klara=klara,
        mama=_person(school, "Ковалёва", "Ирина", "Сергеевна", date(1985, 6, 3), "f"),
        admin=_with_role(school, "Кузнецов", "Олег", RoleAssignment.Role.ADMINISTRATOR),
        deputy=_with_role(school, "Зимина", "Нина", RoleAssignment.Role.DEPUTY_HEAD),
        clerk=_with_role(school, "Котова", "Рита", RoleAssignment.Role.OFFICE),
    )
    for child in (cast.anya, cast.lev):
        GuardianLink.objects.create(
            school=school, guardian=cast.mama, pupil=child.pupil, kin="мать", since=YEAR_STARTS
        )
    return cast


def _year(school: School) -> AcademicYear:
    return AcademicYear.objects.create(
        school=school,
        title="2026/27",
        starts=YEAR_STARTS,
        ends=YEAR_ENDS,
        parity_anchor=date(2026, 8, 31),
        state=AcademicYear.State.ACTIVE,
    )


def _person(
    school: School, surname: str, name: str, patronymic: str, born: date, sex: str
) -> Person:
    return Person.objects.create(
        school=school, surname=surname, name=name, patronymic=patronymic, birth_date=born, sex=sex
    )


def _pupil(group: TeachingGroup, surname: str, name: str, born: date) -> Person:
    person = _person(group.school, surname, name, "", born, "")
    pupil = Pupil.objects.create(school=group.school, person=person, arrived_on=YEAR_STARTS)
    assert group.base_class
    ClassEnrolment.objects.create(
        school=group.school, pupil=pupil, school_class=group.base_class, since=YEAR_STARTS
    )
    GroupMembership.objects.create(school=group.school, group=group, pupil=pupil, since=YEAR_STARTS)
    give_learning_id(person)
    return person


def give_learning_id(person: Person) -> LearningId:
    """The pupil has been through the learning site once."""
    return LearningId.objects.create(
        school=person.school,
        person=person,
        issuer=settings.LEARNING_ISSUER,
        subject=f"learner-{person.pk}",
        linked_at=datetime(2026, 9, 1, tzinfo=UTC),
        checked_at=datetime(2026, 9, 1, tzinfo=UTC),
    )


def _staff(school: School, surname: str, name: str, patronymic: str, sex: str) -> Person:
    person = _person(school, surname, name, patronymic, date(1980, 4, 5), sex)
    Staff.objects.create(school=school, person=person, post="учитель", hired_on=date(2010, 8, 25))
    return person


def _with_role(school: School, surname: str, name: str, role: str) -> Person:
    person = _person(school, surname, name, "", date(1979, 2, 1), "")
    RoleAssignment.objects.create(school=school, person=person, role=role, since=YEAR_STARTS)
    return person


def _group(school_class: SchoolClass, subject: str, teacher: Person) -> TeachingGroup:
    group = TeachingGroup.objects.create(
        school=school_class.school,
        year=school_class.year,
        subject=Subject.objects.create(school=school_class.school, name=subject),
        base_class=school_class,
        title=str(school_class),
    )
    TeachingLoad.objects.create(
        school=school_class.school, group=group, staff=teacher.staff, hours=2, since=YEAR_STARTS
    )
    return group
