"""What the audit's keys are called: people, lessons, and who sat where in a lesson."""

from collections.abc import Iterable
from uuid import UUID

from parta.audit.models import AuditEvent
from parta.kit.row_key import row_key
from parta.kit.ui.dates import clock_time, numeric
from parta.school.lessons.models import Seat
from parta.school.people.models import Person, School
from parta.school.timetable.models import Lesson

LESSON = "lesson:"


def names_in(events: Iterable[AuditEvent], school: School) -> dict[str, str]:
    """By key, of everybody and everything of the school that `events` tell of.  Three queries."""
    events = list(events)
    return _people(events, school) | _lessons(events, school) | _seats(events, school)


def _people(events: list[AuditEvent], school: School) -> dict[str, str]:
    keys = {key.removeprefix("person:") for event in events for key in (event.actor, event.object)}
    for event in events:
        keys |= {str(event.detail.get("pupil", "")), *event.detail.get("people", ())}
    known = Person.objects.filter(school=school, uid__in=filter(_is_key, keys))
    return {str(person.uid): person.full_name for person in known}


def _lessons(events: list[AuditEvent], school: School) -> dict[str, str]:
    keys = {row_key(event.object.removeprefix(LESSON)) for event in _of_lessons(events)}
    known = Lesson.objects.filter(school=school, pk__in=filter(None, keys)).select_related(
        "group__subject"
    )
    return {f"{LESSON}{lesson.pk}": _called(lesson) for lesson in known}


def _called(lesson: Lesson) -> str:
    group, when = lesson.group, f"{numeric(lesson.date)}, {clock_time(lesson.starts)}"
    return f"{group.title}, {group.subject.name}, {when}"


def _seats(events: list[AuditEvent], school: School) -> dict[str, str]:
    asked = {str(event.detail.get("seat", "")) for event in _of_lessons(events)} - {""}
    known = Seat.objects.filter(online__school=school, seat__in=asked).select_related("person")
    return {seat.seat: seat.person.full_name for seat in known}


def _of_lessons(events: list[AuditEvent]) -> list[AuditEvent]:
    return [event for event in events if event.object.startswith(LESSON)]


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
