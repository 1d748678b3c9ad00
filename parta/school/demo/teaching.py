"""The demo's classes, who teaches them, and their weekly timetable."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from parta.kit.demo.people import DemoPerson
from parta.school.classes.models import (
    ClassEnrolment,
    ClassTeacher,
    GroupMembership,
    SchoolClass,
    Subject,
    TeachingGroup,
    TeachingLoad,
)
from parta.school.demo import lessons
from parta.school.demo.grid import bell
from parta.school.demo.plan import SCHOOL_DAYS, ClassPlan, SchoolPlan, TaughtBy
from parta.school.demo.register import Ground, add_pupils, add_staff, add_teachers
from parta.school.demo.renew import WEEKS_BEHIND
from parta.school.people.models import Person, Pupil, Staff
from parta.school.timetable.models import (
    Bell,
    BellRule,
    BellSchedule,
    Room,
    TimetableSlot,
    TimetableVersion,
)

HEADS_OF: Final = {"Русский язык": "klara"}  # subjects that somebody of the cast teaches


@dataclass(frozen=True, slots=True)
class Teachers:
    """Staff of the school by what they do."""

    cast: dict[str, Staff]
    of_subject: dict[str, Staff]
    of_class: dict[str, Staff]  # by the class's title

    def of(self, plan: ClassPlan, subject: str) -> Staff:
        if plan.taught_by is TaughtBy.VERA:
            return self.cast["vera"]
        if plan.taught_by is TaughtBy.ONE:
            return self.of_class[plan.title]
        return self.of_subject[subject]


def hire(ground: Ground, plan: SchoolPlan, people: dict[str, Person]) -> Teachers:
    """A teacher for each class that has one of its own, and for each subject of the others."""
    posts = {key: _post(somebody) for key, somebody in ground.cast.items()}
    cast = {key: add_staff(ground, [people[key]], post)[0] for key, post in posts.items() if post}
    shared = [form for form in plan.classes if form.taught_by is TaughtBy.SUBJECT]
    subjects = list(dict.fromkeys(subject for form in shared for subject in form.subjects))
    of_subject = dict(zip(subjects, add_teachers(ground, len(subjects)), strict=True))
    of_subject |= {name: cast[key] for name, key in HEADS_OF.items() if key in cast}
    own = [form.title for form in plan.classes if form.taught_by is TaughtBy.ONE]
    return Teachers(cast, of_subject, dict(zip(own, add_teachers(ground, len(own)), strict=True)))


def open_class(
    ground: Ground, plan: ClassPlan, people: dict[str, Person], teachers: Teachers
) -> list[TeachingGroup]:
    """The class, its pupils and its class teacher; one group a subject."""
    form = SchoolClass.objects.create(
        school=ground.school, year=ground.year, level=plan.level, letter=plan.letter
    )
    in_class = [key for key, it in ground.cast.items() if it.school_class == plan.title]
    known = [people[key] for key in in_class if ground.cast[key].role == "pupil"]
    pupils = add_pupils(ground, known, plan.level, plan.size)
    ClassEnrolment.objects.bulk_create(
        ClassEnrolment(
            school=ground.school, pupil=pupil, school_class=form, since=ground.year.starts
        )
        for pupil in pupils
    )
    head = [teachers.cast[key] for key in in_class if key in teachers.cast]
    for staff in head or [teachers.of(plan, plan.subjects[plan.level % len(plan.subjects)])]:
        ClassTeacher.objects.create(
            school=ground.school, school_class=form, staff=staff, since=ground.year.starts
        )
    return [_open_group(ground, form, name, pupils) for name in plan.subjects]


def draw_up_week(
    ground: Ground, plan: SchoolPlan, groups: dict[str, list[TeachingGroup]], teachers: Teachers
) -> TimetableVersion:
    """Bells, rooms, slots and loads; a version that began two weeks ago and has no end."""
    _hang_bells(ground)
    version = TimetableVersion.objects.create(
        school=ground.school, since=_monday(ground.now.date()) - WEEKS_BEHIND, published=True
    )
    for form in plan.classes:
        of = {group.subject.name: group for group in groups[form.title]}
        _share_out(ground, form, of, teachers)
        _fill_week(version, form, of, teachers)
    return version


def _post(somebody: DemoPerson) -> str:
    return "учитель" if somebody.role in {"teacher", "class_teacher"} else ""


def _open_group(ground: Ground, form: SchoolClass, name: str, pupils: list[Pupil]) -> TeachingGroup:
    subject, _ = Subject.objects.get_or_create(
        school=ground.school, name=name, defaults={"short": lessons.SHORT.get(name, name)[:12]}
    )
    group = TeachingGroup.objects.create(
        school=ground.school,
        year=ground.year,
        subject=subject,
        base_class=form,
        title=str(form),
    )
    GroupMembership.objects.bulk_create(
        GroupMembership(school=ground.school, group=group, pupil=pupil, since=ground.year.starts)
        for pupil in pupils
    )
    return group


def _hang_bells(ground: Ground) -> None:
    schedule = BellSchedule.objects.create(school=ground.school, name="Обычный день")
    rings = [(number, bell(number)) for number in range(1, 8)]
    Bell.objects.bulk_create(
        Bell(schedule=schedule, number=number, starts=ring.starts, ends=ring.ends)
        for number, ring in rings
    )
    BellRule.objects.bulk_create(
        BellRule(school=ground.school, schedule=schedule, weekday=weekday, since=ground.year.starts)
        for weekday in SCHOOL_DAYS
    )


def _share_out(
    ground: Ground, plan: ClassPlan, of: dict[str, TeachingGroup], teachers: Teachers
) -> None:
    taught = [subject for _, _, subject in plan.week()]
    TeachingLoad.objects.bulk_create(
        TeachingLoad(
            school=ground.school,
            group=group,
            staff=teachers.of(plan, subject),
            hours=taught.count(subject),
            since=ground.year.starts,
        )
        for subject, group in of.items()
    )


def _fill_week(
    version: TimetableVersion, plan: ClassPlan, of: dict[str, TeachingGroup], teachers: Teachers
) -> None:
    rooms = {
        subject: Room.objects.get_or_create(school=version.school, code=_room_code(plan, subject))[
            0
        ]
        for subject in plan.subjects
    }
    TimetableSlot.objects.bulk_create(
        TimetableSlot(
            version=version,
            group=of[subject],
            staff=teachers.of(plan, subject),
            room=rooms[subject],
            weekday=weekday,
            number=number,
        )
        for weekday, number, subject in plan.week()
    )


def _room_code(plan: ClassPlan, subject: str) -> str:
    if plan.taught_by is TaughtBy.SUBJECT:
        return str(201 + lessons.MIDDLE.index(subject))
    return str(100 + plan.level if plan.level < 5 else 305)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
