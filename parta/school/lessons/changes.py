"""The talk of a lesson as a row of numbered changes.

Every change is made in one transaction: begin() locks the lesson's row, number() counts
and has the pages inside told.  So changes come one after the other, numbers in the order
of commits, and whoever knows the last number can ask for what came after it.
"""

from django.db import transaction

from parta import live
from parta.school.lessons.models import LessonOnline


def talk_room(lesson: int) -> str:
    """The live room of those who are inside.  Its head is the number of the last change."""
    return f"lesson:{lesson}:talk"


def begin(online: LessonOnline) -> LessonOnline:
    """The row as it is now, nobody else's until the transaction's end."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A change belongs to a transaction.")
    return LessonOnline.objects.select_for_update().get(pk=online.pk)


def number(online: LessonOnline) -> int:
    """The change's, of a row that begin() gave; once a transaction."""
    online.changes += 1
    online.save(update_fields=["changes"])
    live.signal("talk", [talk_room(online.lesson_id)])
    return online.changes
