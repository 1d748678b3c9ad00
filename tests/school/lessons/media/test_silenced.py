"""A pupil whose microphone the teacher has closed is not heard, by whatever pass."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from livekit import rtc

from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.connections import alone, of_many
from tests.media_server import MediaServer
from tests.school.lessons.media.browser import inside
from tests.school.lessons.media.conftest import Reports
from tests.school.lessons.stand_ins import SignIn
from tests.school.lessons.talking import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


async def is_heard(room: rtc.Room) -> bool:
    """Whether the media server takes a microphone from them."""
    sound = rtc.LocalAudioTrack.create_audio_track("sound", rtc.AudioSource(48000, 1))
    options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
    try:
        async with asyncio.timeout(1):
            await room.local_participant.publish_track(sound, options)
    except (TimeoutError, rtc.participant.PublishTrackError):
        return False
    return True


async def until_heard(room: rtc.Room, number: int) -> None:
    async with asyncio.timeout(5):
        while True:
            tracks = [
                it for who in room.remote_participants.values() for it in who.track_publications
            ]
            if len(tracks) == number:
                return
            await asyncio.sleep(0.02)


def test_a_closed_microphone_falls_silent_at_once_and_stays_so_through_every_reconnect(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer, reports: Reports
) -> None:
    vera = Page(sign_in(cast.vera, Hat.TEACHER), lesson)
    anya = Page(sign_in(cast.anya, Hat.PUPIL), lesson)
    kept = anya.given["media"]

    async def press(open_: bool) -> None:
        answer = await asyncio.to_thread(alone, vera.post, "microphone", seat=anya.seat, open=open_)
        assert answer.status_code == 204

    async def lesson_goes_on() -> list[bool]:
        heard = []
        async with inside(**vera.given["media"]) as room:
            async with inside(**kept) as mine:
                heard.append(await is_heard(mine))
                await until_heard(room, 1)
                await press(False)
                await until_heard(room, 0)
                heard.append(await is_heard(mine))
            again = await asyncio.to_thread(alone, anya.post, "pass")
            for media in (again.json()["media"], kept):
                async with inside(**media) as mine:
                    await asyncio.sleep(0.3)  # the school hears of the older pass
                    heard.append(await is_heard(mine))
            async with inside(**again.json()["media"]) as mine:
                await press(True)
                heard.append(await is_heard(mine))
                await until_heard(room, 1)
        return heard

    with reports.told_at_once():
        heard = asyncio.run(lesson_goes_on())
    assert heard == [True, False, False, False, True]
