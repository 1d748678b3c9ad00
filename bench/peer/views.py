"""A pupil's diary as Django's tutorial would have it: model instances and its templates.

The same rows, the same states, about the same HTML as parta/school/diary.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.db.models import Count, F, Min, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from parta.kit import clock
from parta.live.models import Room
from parta.school.lessons.models import OnlinePlan, PresenceInterval
from parta.school.people.models import Person, Pupil
from parta.school.timetable.models import Lesson

OPENS_BEFORE = timedelta(minutes=10)


@dataclass
class Row:
    """A lesson with what its template asks."""

    lesson: Lesson
    past: bool
    opens: datetime
    online: bool
    live: bool
    soon: bool
    teacher_in: bool = False
    pupils_in: int = 0


@login_required
def diary(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    pupil = get_object_or_404(Pupil.objects.select_related("school"), person=person)
    now = clock.now()
    tz = ZoneInfo(pupil.school.tz)
    today = now.astimezone(tz).date()
    monday = today - timedelta(days=today.weekday())
    lessons = Lesson.objects.filter(
        Q(group__memberships__until=None) | Q(group__memberships__until__gt=F("date")),
        school=pupil.school,
        group__memberships__pupil=pupil,
        group__memberships__since__lte=F("date"),
    )
    rows = [_row(lesson, now, tz) for lesson in _of_day(lessons, today)]
    past = [row for row in rows if row.past]
    folded = past[:-2] if len(past) >= 6 else []
    context = {
        "person": person,
        "pupil": pupil,
        "form": pupil.enrolments.select_related("school_class").latest("since").school_class,
        "now": now,
        "today": today,
        "days": _week(lessons, monday, today),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "folded": folded,
        "rows": rows[len(folded) :],
        "seen": Room.objects.filter(name=f"diary:{person.uid}").first(),
    }
    return render(request, "peer/diary.html", context)


def _of_day(lessons: QuerySet[Lesson], day: date) -> QuerySet[Lesson]:
    plans = OnlinePlan.objects.filter(withdrawn_at=None)
    return (
        lessons.filter(date=day)
        .select_related("group__subject", "room", "staff__person", "online")
        .prefetch_related(Prefetch("online_plans", plans))
        .order_by("starts_at")
    )


def _row(lesson: Lesson, now: datetime, tz: ZoneInfo) -> Row:
    opens, online = lesson.starts_at - OPENS_BEFORE, bool(lesson.online_plans.all())
    row = Row(
        lesson,
        past=lesson.ends_at <= now,
        opens=opens.astimezone(tz),
        online=online,
        live=online and opens <= now < lesson.ends_at,
        soon=online and now < opens,
    )
    if row.live:
        stays = PresenceInterval.objects.filter(seat__online__lesson=lesson, left_at=None)
        row.teacher_in = stays.filter(seat__leads=True).exists()
        row.pupils_in = stays.filter(seat__leads=False).values("seat").distinct().count()
    return row


def _week(lessons: QuerySet[Lesson], monday: date, today: date) -> list[dict[str, object]]:
    of_week = lessons.filter(date__range=(monday, monday + timedelta(days=6)))
    counted = {
        row["date"]: row
        for row in of_week.exclude(state=Lesson.State.CANCELLED)
        .values("date")
        .annotate(
            lessons=Count("pk", distinct=True),
            first=Min("starts"),
            planned=Count("online_plans", filter=Q(online_plans__withdrawn_at=None), distinct=True),
        )
    }
    dates = [monday + timedelta(days=n) for n in range(7)]
    return [
        {"date": day, "today": day == today} | counted.get(day, {})
        for day in dates
        if day in counted or day.weekday() < 5
    ]
