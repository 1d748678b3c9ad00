"""Telling open diaries that a lesson has changed; they fetch what they may see."""

from uuid import UUID

from parta import live
from parta.school.lessons.access import members
from parta.school.timetable.models import Lesson


def diary_room(uid: UUID) -> str:
    """The live room of a pupil's diary, or of a teacher's day."""
    return f"diary:{uid}"


def tell_diaries(lesson: Lesson) -> None:
    """Of the lesson's pupils, and with them their parents, and of its teacher.

    The last word of a transaction: see parta.live.signal.
    """
    pupils = members(lesson).values_list("uid", flat=True)
    live.signal("diary", [diary_room(uid) for uid in (*pupils, lesson.staff.person.uid)])
