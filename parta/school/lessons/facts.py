"""One lesson and what it means to one person, by one query.  Asked through access.py alone."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from django.db import connection

from parta.school.people.intervals import counts_sql, opens_diary_sql
from parta.school.people.models import Person

FOUND = """
SELECT lesson.id, lesson.group_id, lesson.date, lesson.starts, lesson.ends,
    lesson.starts_at, lesson.ends_at, lesson.state, lesson.topic,
    taught.title, subject.name,
    CASE WHEN staff.left_on IS NULL OR staff.left_on > lesson.date THEN staff.person_id END,
    online.state,
    EXISTS (SELECT 1 FROM lessons_onlineplan AS plan
        WHERE plan.lesson_id = lesson.id AND plan.withdrawn_at IS NULL),
    EXISTS (SELECT 1 FROM lessons_onlineplan AS plan
        WHERE plan.lesson_id = lesson.id AND plan.withdrawn_at IS NOT NULL),
    EXISTS (SELECT 1 FROM classes_groupmembership AS member
        JOIN people_pupil AS pupil ON pupil.id = member.pupil_id
        WHERE member.group_id = lesson.group_id AND pupil.person_id = %(person)s
        AND {is_member}),
    EXISTS (SELECT 1 FROM classes_groupmembership AS member
        JOIN people_guardianlink AS link ON link.pupil_id = member.pupil_id
        WHERE member.group_id = lesson.group_id AND link.guardian_id = %(person)s
        AND {is_member} AND {opens_diary}),
    EXISTS (SELECT 1 FROM lessons_seat AS seat
        WHERE seat.online_id = online.id AND seat.person_id = %(person)s
        AND seat.removed_at IS NOT NULL)
FROM timetable_lesson AS lesson
JOIN classes_teachinggroup AS taught ON taught.id = lesson.group_id
JOIN classes_subject AS subject ON subject.id = taught.subject_id
JOIN people_staff AS staff ON staff.id = lesson.staff_id
LEFT JOIN lessons_lessononline AS online ON online.lesson_id = lesson.id
WHERE lesson.id = %(lesson)s AND lesson.school_id = %(school)s
"""
FACTS = FOUND.format(
    is_member=counts_sql("member", "lesson.date"),
    opens_diary=opens_diary_sql("link", "lesson.date"),
)
"""A lesson of the person's school, and what it means to that person.

In SQL because a whole school asks it within the minute of the bell: this takes
0.1 ms, and Django's own way of writing it down 8 ms.
"""


class Facts(NamedTuple):
    """One row of FACTS."""

    pk: int
    group_id: int
    date: date  # local, as `starts` and `ends` are
    starts: time
    ends: time
    starts_at: datetime
    ends_at: datetime
    state: str  # of Lesson.State
    topic: str
    group: str
    subject: str
    teacher: int | None  # a person's key; None when they have left the school
    media: str | None  # of LessonOnline.State
    planned_online: bool
    plan_withdrawn: bool  # one at least
    taught: bool
    ward_taught: bool
    removed: bool

    @property
    def title(self) -> str:
        return f"{self.subject}, {self.group}"


def facts_for(person: Person, lesson_id: int) -> Facts | None:
    """None where the person's school has no such lesson."""
    keys = {"person": person.pk, "lesson": lesson_id, "school": person.school_id}
    with connection.cursor() as cursor:
        cursor.execute(FACTS, keys)
        row = cursor.fetchone()
    if row is None:
        return None
    facts = Facts._make(row)
    return facts._replace(starts_at=_utc(facts.starts_at), ends_at=_utc(facts.ends_at))


def _utc(at: datetime) -> datetime:
    """SQLite keeps moments without their zone."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
