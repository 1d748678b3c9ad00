"""What the worker is asked to do for lessons, and that a silent media server stops none of it."""

from datetime import timedelta

from parta.kit import clock
from parta.kit.jobs import PERIODIC
from parta.school.lessons import jobs
from parta.school.lessons.models import LessonOnline
from parta.school.timetable.models import Lesson
from tests.school.lessons.stand_ins import MediaDouble


def test_rooms_are_watched_each_second_and_the_rest_is_mended_each_quarter_minute() -> None:
    ours = (
        jobs.keep_rooms_open,
        jobs.keep_rooms_obedient,
        jobs.end_overdue_lessons,
        jobs.reconcile,
    )
    assert [PERIODIC[job] for job in ours] == [
        timedelta(seconds=1),
        timedelta(seconds=1),
        timedelta(seconds=15),
        timedelta(seconds=15),
    ]


def test_a_media_server_that_does_not_answer_is_no_failure(
    lesson: Lesson, media: MediaDouble
) -> None:
    LessonOnline.objects.create(
        school=lesson.school, lesson=lesson, state=LessonOnline.State.LIVE, opened_at=clock.now()
    )
    media.answers = False
    jobs.keep_rooms_open()
    jobs.end_overdue_lessons()
    jobs.reconcile()
    media.answers = True
    jobs.keep_rooms_open()
    assert media.rooms == {LessonOnline.objects.get().room_name}
