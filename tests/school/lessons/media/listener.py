"""Somebody in a room who counts what is heard and seen of it, and what the tokens are."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from livekit import rtc

from tests.school.lessons.media.browser import ONCE, inside

SAMPLES, SIDE = 480, 64
PATIENCE_SECONDS = 10.0


@dataclass
class Heard:
    """What came through in one or more stays."""

    sounds: int = 0  # frames of 10 ms with a sound in them
    pictures: int = 0
    stays: int = 0
    seconds: float = 0.0  # in the room
    tokens: list[str] = field(default_factory=list)  # renewed by the media server

    def count(self, frame: Any) -> None:
        if isinstance(frame, rtc.AudioFrameEvent):
            self.sounds += any(frame.frame.data)
        else:
            self.pictures += 1


async def listen(url: str, token: str, heard: Heard, seconds: float) -> None:
    """Stay until sent out, at most so long.  Raises rtc.ConnectError where refused."""
    streams: list[asyncio.Task[None]] = []
    room, out = rtc.Room(), asyncio.Event()

    async def count(track: Any) -> None:
        audio = track.kind == rtc.TrackKind.KIND_AUDIO
        async for frame in rtc.AudioStream(track) if audio else rtc.VideoStream(track):
            heard.count(frame)

    room.on("track_subscribed", lambda track, *_: streams.append(asyncio.create_task(count(track))))
    room.on("disconnected", lambda _: out.set())
    room.on("token_refreshed", lambda: heard.tokens.append(str(room._token)))
    began = time.monotonic()
    await room.connect(url, token, ONCE)
    heard.stays += 1
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await out.wait()
    finally:
        heard.seconds += time.monotonic() - began
        await room.disconnect()
        for stream in streams:
            stream.cancel()


async def hears(url: str, token: str) -> Heard:
    """Come in, and leave when a sound and a picture have come through."""
    heard = Heard()
    stay = asyncio.create_task(listen(url, token, heard, PATIENCE_SECONDS))
    while not (stay.done() or (heard.sounds and heard.pictures and heard.tokens)):
        await asyncio.sleep(0.02)
    stay.cancel()
    with suppress(asyncio.CancelledError):
        await stay
    return heard


@contextmanager
def teaching(url: str, token: str) -> Iterator[Event]:
    """A teacher is seen and heard while the block runs; the event is set when the room has gone."""
    came, leave, out = Event(), Event(), Event()

    async def teach() -> None:
        async with inside(url, token) as room:
            room.on("disconnected", lambda _: out.set())
            sound, picture = rtc.AudioSource(48000, 1), rtc.VideoSource(SIDE, SIDE)
            for track in (
                rtc.LocalAudioTrack.create_audio_track("voice", sound),
                rtc.LocalVideoTrack.create_video_track("face", picture),
            ):
                audio = isinstance(track, rtc.LocalAudioTrack)
                source = "SOURCE_MICROPHONE" if audio else "SOURCE_CAMERA"
                options = rtc.TrackPublishOptions(source=getattr(rtc.TrackSource, source))
                await room.local_participant.publish_track(track, options)
            came.set()
            with suppress(Exception):
                await _go_on(sound, picture, leave, out)

    thread = Thread(target=asyncio.run, args=(teach(),))
    thread.start()
    assert came.wait(5)
    try:
        yield out
    finally:
        leave.set()
        thread.join()


async def _go_on(sound: Any, picture: Any, leave: Event, out: Event) -> None:
    number = 0
    while not (leave.is_set() or out.is_set()):
        wave = bytes(number % 256 for number in range(2 * SAMPLES))
        await sound.capture_frame(rtc.AudioFrame(wave, 48000, 1, SAMPLES))
        if number % 5 == 0:
            shade = bytes([number % 256]) * (SIDE * SIDE * 3 // 2)
            picture.capture_frame(rtc.VideoFrame(SIDE, SIDE, rtc.VideoBufferType.I420, shade))
        number += 1
