"""The lessons of real dates, made from a published timetable (rule R2)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from parta.school.classes.models import AcademicYear
from parta.school.timetable.bells import Listener, Rule
from parta.school.timetable.lay_out import Calendar, Draft, Ring, Slot, lay_out
from parta.school.timetable.models import (
    Bell,
    BellRule,
    CalendarException,
    Lesson,
    TimetableSlot,
    TimetableVersion,
)
from parta.school.timetable.moments import moment
from parta.school.timetable.weeks import SpecialDay


def publish(version: TimetableVersion) -> int:
    """Make the version count, and all lessons of its interval; how many were made."""
    with transaction.atomic():
        version.published = True
        version.save(update_fields=["published"])
        last = version.until - timedelta(days=1) if version.until else date.max
        return generate(version, version.since, last)


def generate(version: TimetableVersion, first: date, last: date) -> int:
    """Make the missing lessons of a published version from `first` to `last`.

    Days outside the version's interval and outside school years are left out.
    A slot has one lesson a date, whatever became of it since, so a second run
    adds nothing.  Returns how many were made.
    """
    if not version.published:
        return 0
    with transaction.atomic():
        return sum(
            _generate_year(version, year, first, last) for year in _years(version, first, last)
        )


def _years(version: TimetableVersion, first: date, last: date) -> Iterator[AcademicYear]:
    years = AcademicYear.objects.filter(school=version.school_id)
    yield from years.filter(starts__lte=last, ends__gte=first).order_by("starts")


def _generate_year(version: TimetableVersion, year: AcademicYear, first: date, last: date) -> int:
    days = list(_days(version, max(first, year.starts), min(last, year.ends)))
    if not days:
        return 0
    slots = {slot.pk: slot for slot in version.slots.select_related("group__base_class")}
    drafts = lay_out([_slot(slot) for slot in slots.values()], _calendar(year), days)
    made = set(
        Lesson.objects.filter(slot__in=slots, date__range=(days[0], days[-1])).values_list(
            "slot", "date"
        )
    )
    tz = version.school.tz
    lessons = [
        _lesson(slots[draft.slot], draft, tz)
        for draft in drafts
        if (draft.slot, draft.date) not in made
    ]
    return len(Lesson.objects.bulk_create(lessons, batch_size=500))


def _days(version: TimetableVersion, first: date, last: date) -> Iterator[date]:
    day = max(first, version.since)
    while day <= last and (version.until is None or day < version.until):
        yield day
        day += timedelta(days=1)


def _slot(slot: TimetableSlot) -> Slot:
    form = slot.group.base_class
    return Slot(
        id=slot.pk,
        listener=Listener(form.pk, form.level) if form else Listener(),
        weekday=slot.weekday,
        shift=slot.shift,
        number=slot.number,
        parity=slot.parity,
    )


def _calendar(year: AcademicYear) -> Calendar:
    bells = Bell.objects.filter(schedule__school=year.school_id)
    special = CalendarException.objects.filter(school=year.school_id)
    return Calendar(
        anchor=year.parity_anchor,
        rules=[_rule(row) for row in BellRule.objects.filter(school=year.school_id)],
        bells={
            Ring(bell.schedule_id, bell.shift, bell.number): (bell.starts, bell.ends)
            for bell in bells
        },
        special=[
            SpecialDay(
                on=row.date,
                kind=row.kind,
                level=row.level,
                school_class=row.school_class_id,
                as_weekday=row.as_weekday,
            )
            for row in special.filter(date__range=(year.starts, year.ends))
        ],
    )


def _rule(row: BellRule) -> Rule:
    whole_school = row.level_from is None and row.level_to is None
    return Rule(
        schedule=row.schedule_id,
        weekday=row.weekday,
        on=row.date,
        levels=None if whole_school else (row.level_from or 0, row.level_to or 11),
        school_class=row.school_class_id,
        since=row.since,
        until=row.until,
    )


def _lesson(slot: TimetableSlot, draft: Draft, tz: str) -> Lesson:
    return Lesson(
        school_id=slot.group.school_id,
        slot=slot,
        group_id=slot.group_id,
        staff_id=slot.staff_id,
        room_id=slot.room_id,
        date=draft.date,
        shift=slot.shift,
        number=slot.number,
        starts=draft.starts,
        ends=draft.ends,
        starts_at=moment(draft.date, draft.starts, tz),
        ends_at=moment(draft.date, draft.ends, tz),
    )
