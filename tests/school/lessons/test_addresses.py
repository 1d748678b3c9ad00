"""What the addresses of a lesson make of a browser that guesses, in numbers or ahead of a press."""

import pytest

from parta.audit.models import AuditEvent
from parta.school.lessons.models import LessonOnline
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.lessons.stand_ins import SignIn


@pytest.mark.parametrize("number", ["0", str(2**63 - 1), str(2**63), "9" * 20, "9" * 5000])
def test_a_number_that_is_no_lesson_has_no_page(cast: Cast, sign_in: SignIn, number: str) -> None:
    client = sign_in(cast.anya, Hat.PUPIL)
    assert client.get(f"/lessons/{number}/").status_code == 404
    for deed in ("pass", "end"):
        assert client.post(f"/lessons/{number}/{deed}").status_code == 404


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender", "prefetch;anonymous"])
def test_a_page_read_ahead_opens_no_room(
    cast: Cast, lesson: Lesson, sign_in: SignIn, purpose: str
) -> None:
    client = sign_in(cast.anya, Hat.PUPIL)
    ahead = client.get(f"/lessons/{lesson.pk}/", headers={"Sec-Purpose": purpose})
    assert ahead.status_code == 503
    assert not LessonOnline.objects.exists()
    assert not AuditEvent.objects.exists()
    assert client.get(f"/lessons/{lesson.pk}/").status_code == 200
    assert LessonOnline.objects.get().state == LessonOnline.State.LIVE
