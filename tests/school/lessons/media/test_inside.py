"""Inside a real room: who one is there, what one may do, and what the school learns of it."""

import asyncio
from collections.abc import Callable
from typing import Any

from django.test import Client
from livekit import rtc

from parta.school.lessons import livekit, presence, rooms
from parta.school.lessons.models import LessonOnline, PresenceInterval, Seat
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.media_server import MediaServer
from tests.school.lessons.media.browser import comes_in, inside, staying
from tests.school.lessons.media.conftest import Reports
from tests.school.lessons.stand_ins import SignIn


def new_pass(client: Client, lesson: Lesson) -> dict[str, str]:
    media: dict[str, str] = client.post(f"/lessons/{lesson.pk}/pass").json()["media"]
    return media


async def until(true: Callable[[], bool]) -> None:
    """Raises TimeoutError after five seconds."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.02)


def test_teacher_and_pupil_meet_under_the_journals_names(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer
) -> None:
    teacher = new_pass(sign_in(cast.vera, Hat.TEACHER), lesson)
    pupil = new_pass(sign_in(cast.anya, Hat.PUPIL), lesson)
    seats = dict(Seat.objects.values_list("person", "seat"))

    async def meet() -> dict[str, tuple[str, dict[str, str]]]:
        async with inside(**teacher) as room, inside(**pupil):
            await until(lambda: seats[cast.anya.pk] in room.remote_participants)
            others = {who.identity: who for who in room.remote_participants.values()}
            return {seat: (who.name, dict(who.attributes)) for seat, who in others.items()}

    seen = asyncio.run(meet())
    assert seen == {seats[cast.anya.pk]: ("Анна Ковалёва", {"role": "pupil"})}


def test_a_pupil_sends_no_data_and_shares_no_screen(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer
) -> None:
    teacher = new_pass(sign_in(cast.vera, Hat.TEACHER), lesson)
    pupil = new_pass(sign_in(cast.anya, Hat.PUPIL), lesson)

    async def misbehave() -> tuple[list[Any], set[int]]:
        heard: list[Any] = []
        async with inside(**teacher) as room, inside(**pupil) as mine:
            room.on("data_received", heard.append)
            await until(lambda: len(room.remote_participants) == 1)
            await mine.local_participant.publish_data(b"psst", reliable=True)
            for source in (
                rtc.TrackSource.SOURCE_SCREENSHARE,
                rtc.TrackSource.SOURCE_MICROPHONE,
            ):
                await publish(mine, source)
            (shy,) = room.remote_participants.values()
            await until(lambda: len(shy.track_publications) == 1)
            await asyncio.sleep(0.3)
            return heard, {track.source for track in shy.track_publications.values()}

    heard, sources = asyncio.run(misbehave())
    assert heard == []
    assert sources == {rtc.TrackSource.SOURCE_MICROPHONE}


async def publish(room: rtc.Room, source: "rtc.TrackSource.ValueType") -> None:
    sound = rtc.LocalAudioTrack.create_audio_track("sound", rtc.AudioSource(48000, 1))
    options = rtc.TrackPublishOptions(source=source)
    try:
        async with asyncio.timeout(1):
            await room.local_participant.publish_track(sound, options)
    except (TimeoutError, rtc.participant.PublishTrackError):
        return


def test_the_school_learns_who_came_and_went(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer, reports: Reports
) -> None:
    assert comes_in(**new_pass(sign_in(cast.anya, Hat.PUPIL), lesson))
    reports.tell_until("participant_left")
    stay = PresenceInterval.objects.get()
    assert stay.seat.person == cast.anya
    assert stay.left_at
    assert stay.joined_at <= stay.left_at


def test_lost_reports_are_found_by_counting_heads(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer
) -> None:
    with staying(**new_pass(sign_in(cast.anya, Hat.PUPIL), lesson)):
        presence.count_heads()
        assert PresenceInterval.objects.get().left_at is None
    presence.count_heads()
    assert PresenceInterval.objects.get().left_at


def test_a_removed_seat_that_comes_back_is_out_again(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer, reports: Reports
) -> None:
    media = new_pass(sign_in(cast.anya, Hat.PUPIL), lesson)
    Seat.objects.update(removed_at=lesson.starts_at)
    with staying(**media) as out:
        reports.tell_until("participant_joined")
        assert out.wait(5)


def test_a_killed_media_server_has_its_rooms_back_at_the_watchdogs_next_look(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer
) -> None:
    client = sign_in(cast.anya, Hat.PUPIL)
    assert comes_in(**new_pass(client, lesson))
    room = LessonOnline.objects.get().room_name
    media_server.kill()
    media_server.start()
    assert livekit.existing_rooms([room]) == set()
    assert not comes_in(**new_pass(client, lesson))
    rooms.keep_open()
    assert livekit.existing_rooms([room]) == {room}
    assert comes_in(**new_pass(client, lesson))
