"""Keeps the demo going: the lessons of the coming days, and those of the demo class online."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max, QuerySet

from parta import live
from parta.school.classes.models import AcademicYear, GroupMembership, TeachingGroup
from parta.school.demo import lessons, plan
from parta.school.demo.grid import free, turn
from parta.school.demo.register import external_id
from parta.school.lessons.models import LessonOnline, OnlinePlan
from parta.school.lessons.tell import diary_room
from parta.school.people.models import School, Staff
from parta.school.timetable.generate import generate
from parta.school.timetable.models import Lesson, TimetableVersion
from parta.school.timetable.moments import local, moment

AHEAD: Final = timedelta(days=3)  # extra lessons of the demo class
WEEKS_AHEAD: Final = timedelta(weeks=3)  # lessons of the timetable
WEEKS_BEHIND: Final = timedelta(weeks=2)  # at the first load: a diary has a past
RENEWED_BELOW: Final = timedelta(weeks=2)


def renew(now: datetime) -> int:
    """Make what the coming days lack; how many lessons that were.  A second run adds nothing."""
    return sum(_renew(school, now) for school in School.objects.filter(is_demo=True))


def _renew(school: School, now: datetime) -> int:
    today = local(now, school.tz).date()
    with transaction.atomic():
        made = _continue_timetable(school, today)
        groups = _demo_groups(school)
        if groups:
            days = [today + timedelta(days=n) for n in range(AHEAD.days + 1)]
            made += sum(_add_extra(school, groups, day) for day in days)
            _put_online(school, groups, today, now)
    return made


def _continue_timetable(school: School, today: date) -> int:
    normal = Lesson.objects.filter(school=school, slot__isnull=False)
    last = normal.aggregate(last=Max("date"))["last"]
    if last and last - today >= RENEWED_BELOW:
        return 0
    until = today + WEEKS_AHEAD
    years = AcademicYear.objects.filter(school=school)
    years.filter(ends__lt=until).update(ends=until)  # a demo's year is as long as the demo lives
    versions = TimetableVersion.objects.filter(school=school).select_related("school")
    made = sum(generate(it, today - WEEKS_BEHIND, until) for it in versions)
    _give_topics(normal.filter(topic=""))
    return made


def _give_topics(unnamed: QuerySet[Lesson]) -> None:
    ids: dict[str, list[int]] = {}
    rows = unnamed.filter(group__subject__name__in=lessons.TOPICS)
    for pk, subject, day, number in rows.values_list(
        "pk", "group__subject__name", "date", "number"
    ):
        ids.setdefault(lessons.topic(subject, day.toordinal() + (number or 0)), []).append(pk)
    for topic, those in ids.items():
        Lesson.objects.filter(pk__in=those).update(topic=topic)


def _demo_groups(school: School) -> list[TeachingGroup]:
    """The groups of the class that is taught at any hour; none in the second school."""
    return list(
        TeachingGroup.objects.filter(
            school=school,
            base_class__level=plan.DEMO_CLASS.level,
            base_class__letter=plan.DEMO_CLASS.letter,
        )
        .select_related("subject")
        .order_by("pk")
    )


def _add_extra(school: School, groups: list[TeachingGroup], day: date) -> int:
    there = Lesson.objects.filter(group__in=groups, date=day)
    taken = set(there.values_list("starts", flat=True))
    staff = _teacher(school)
    extra = []
    for place in free(taken):
        at = turn(day, place.at)
        group = groups[at % len(groups)]
        extra.append(
            Lesson(
                school=school,
                group=group,
                staff=staff,
                date=day,
                starts=place.starts,
                ends=place.ends,
                starts_at=moment(day, place.starts, school.tz),
                ends_at=moment(day, place.ends, school.tz),
                topic=lessons.topic(group.subject.name, at // len(groups)),
            )
        )
    return len(Lesson.objects.bulk_create(extra))


def _put_online(school: School, groups: list[TeachingGroup], today: date, now: datetime) -> None:
    """All extra lessons, and the timetable's of today; one that was taken back stays so."""
    never = Lesson.objects.filter(group__in=groups, date__gte=today, online_plans=None)
    those = list(never.filter(number=None) | never.filter(date=today))
    if not those:
        return
    by = _teacher(school).person
    OnlinePlan.objects.bulk_create(
        OnlinePlan(school=school, lesson=lesson, planned_by=by, planned_at=now) for lesson in those
    )
    LessonOnline.objects.bulk_create(LessonOnline(school=school, lesson=lesson) for lesson in those)
    pupils = GroupMembership.objects.filter(group__in=groups, until=None)
    readers = [*pupils.values_list("pupil__person__uid", flat=True).distinct(), by.uid]
    live.signal("diary", [diary_room(uid) for uid in readers])


def _teacher(school: School) -> Staff:
    return Staff.objects.select_related("person").get(
        school=school, person__external_id=external_id("vera")
    )
