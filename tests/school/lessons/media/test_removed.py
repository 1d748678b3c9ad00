"""A pupil who was sent out stays out, whatever they kept, until the teacher lets them in."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from livekit import rtc

from parta.school.lessons import obey
from parta.school.lessons.models import LessonOnline
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.connections import alone, of_many
from tests.media_server import MediaServer
from tests.school.lessons.media.browser import comes_in
from tests.school.lessons.media.conftest import Reports
from tests.school.lessons.media.listener import Heard, hears, listen, teaching
from tests.school.lessons.stand_ins import SignIn
from tests.school.lessons.talking import Page, why

pytestmark = pytest.mark.django_db(transaction=True)
TRIES_SECONDS = 2.0
PATIENCE_SECONDS = 10.0
A_MOMENT = {"sounds": 100, "pictures": 20}  # a second: the machine may be busy


@pytest.fixture(autouse=True)
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


@pytest.fixture
def teacher(cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer) -> Page:
    return Page(sign_in(cast.vera, Hat.TEACHER), lesson)


@pytest.fixture
def pupil(cast: Cast, lesson: Lesson, sign_in: SignIn, teacher: Page) -> Page:
    return Page(sign_in(cast.anya, Hat.PUPIL), lesson)


async def tries(url: str, token: str) -> Heard:
    """Connects by that token again and again."""
    heard, deadline = Heard(), time.monotonic() + TRIES_SECONDS
    while (left := deadline - time.monotonic()) > 0:
        try:
            await listen(url, token, heard, left)
        except rtc.ConnectError:
            await asyncio.sleep(0.05)
    return heard


def is_shut_for_good(url: str, token: str) -> None:
    """A connect that crosses the deletion of the room brings it back until that is reported."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while comes_in(url, token):
        assert time.monotonic() < deadline


@pytest.mark.parametrize("way", ["kept", "renewed"])
def test_a_token_kept_or_renewed_by_the_media_server_leads_nowhere(
    teacher: Page, pupil: Page, reports: Reports, way: str
) -> None:
    media = pupil.given["media"]
    with teaching(**teacher.given["media"]), reports.told_at_once():
        heard = asyncio.run(hears(**media))
        assert heard.sounds
        assert heard.pictures
        assert teacher.post("remove", seat=pupil.seat).status_code == 204
        token = media["token"] if way == "kept" else heard.tokens[-1]
        after = asyncio.run(tries(media["url"], token))
        is_shut_for_good(media["url"], token)
    assert after.sounds <= A_MOMENT["sounds"]
    assert after.pictures <= A_MOMENT["pictures"]
    assert LessonOnline.objects.get().generation == 2
    assert why(pupil.post("pass")) == (403, "removed-by-teacher")


def test_the_worker_finds_who_came_back_though_no_report_has_come(
    teacher: Page, pupil: Page
) -> None:
    media = pupil.given["media"]
    teacher.post("remove", seat=pupil.seat)

    async def come_back() -> Heard:
        heard = Heard()
        back = asyncio.create_task(listen(**media, heard=heard, seconds=5))
        while not heard.stays:
            await asyncio.sleep(0.02)
        await asyncio.to_thread(alone, obey.catch_up)
        await back
        return heard

    assert asyncio.run(come_back()).seconds < 3
    assert LessonOnline.objects.get().generation == 2


@pytest.mark.parametrize("way", ["kept", "renewed"])
def test_who_was_released_hears_the_class_no_more(
    cast: Cast, teacher: Page, pupil: Page, reports: Reports, sign_in: SignIn, way: str
) -> None:
    media = pupil.given["media"]
    admin = sign_in(cast.admin, Hat.ADMINISTRATOR)
    with teaching(**teacher.given["media"]), reports.told_at_once():
        heard = asyncio.run(hears(**media))
        assert heard.sounds
        admin.post(f"/people/{cast.anya.uid}/learning-id/release/")
        token = media["token"] if way == "kept" else heard.tokens[-1]
        after = asyncio.run(tries(media["url"], token))
        is_shut_for_good(media["url"], token)
    assert (after.sounds, after.pictures) == (0, 0)
    assert LessonOnline.objects.get().generation == 2
    assert why(pupil.post("pass")) == (403, "no-learning-id")


def test_let_in_again_the_pupil_hears_the_class(
    teacher: Page, pupil: Page, reports: Reports
) -> None:
    with teaching(**teacher.given["media"]), reports.told_at_once():
        teacher.post("remove", seat=pupil.seat)
        teacher.post("let-in", seat=pupil.seat)
        media = pupil.post("pass").json()["media"]
        assert asyncio.run(hears(**media)).sounds
    assert LessonOnline.objects.get().generation == 1
