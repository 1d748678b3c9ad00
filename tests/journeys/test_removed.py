"""A removed pupil stays out in 100 of 100 tries, before real servers."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from subprocess import CalledProcessError
from typing import Any, TypeVar

from livekit import rtc
from playwright.sync_api import Browser, Page

from tests.journeys.installation import Installation
from tests.journeys.people import Cast, enter_lesson, sign_in, somebody
from tests.school.lessons.media.browser import inside

Answer = TypeVar("Answer")
ROUNDS = 25
STAY_SECONDS = 5.0
"""Who is in the room for so long was not sent out."""
PATIENCE_SECONDS = 20.0
OUT_OF_THE_ROOM = """
from parta.school.lessons import livekit
from parta.school.lessons.models import Seat
seat = Seat.objects.select_related("online").get(seat="{seat}")
assert seat.seat not in [who.seat for who in livekit.list_participants(seat.online.room_name)]
"""
REMOVED = (403, "removed-by-teacher")


@dataclass(frozen=True)
class Seat:
    """Somebody's lesson page, asked without the page."""

    page: Page
    address: str
    csrf: str
    seat: str

    @classmethod
    def of(cls, page: Page) -> "Seat":
        """The page that is open, left for an empty one: nothing of it acts on its own."""
        handed = json.loads(page.locator("script#lesson").text_content() or "")
        seat = cls(page, page.url, handed["csrf"], handed["me"]["seat"])
        page.goto("about:blank")
        return seat

    def post(self, deed: str, **asked: Any) -> tuple[int, Any]:
        answer = self.page.context.request.post(
            self.address + deed, data=asked, headers={"X-CSRFToken": self.csrf}
        )
        return answer.status, answer.json() if answer.body() else None

    def media(self) -> dict[str, str]:
        status, answer = self.post("pass")
        assert status == 200, answer
        media: dict[str, str] = answer["media"]
        return media

    def is_refused(self) -> bool:
        """The page and the pass alike."""
        page = self.page.context.request.get(self.address)
        status, answer = self.post("pass")
        told = status, answer.get("refusal", {}).get("why")
        return page.status == REMOVED[0] and REMOVED[1] in page.text() and told == REMOVED


def at_the_media_server(deed: Coroutine[Any, Any, Answer]) -> Answer:
    """In a thread of its own: the browser's loop holds this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, deed).result()


async def renewed(media: dict[str, str]) -> dict[str, str]:
    """The token that the media server gives to whoever has come in."""
    fresh = asyncio.Event()
    room = rtc.Room()
    room.on("token_refreshed", fresh.set)
    await room.connect(media["url"], media["token"])
    try:
        await asyncio.wait_for(fresh.wait(), STAY_SECONDS)
        return {**media, "token": str(room._token)}
    finally:
        await room.disconnect()


async def stays_out(media: dict[str, str], is_in: Callable[[], bool]) -> bool:
    """Sent out soon after every connect, and in the end not let in at all.

    A client whose room has gone may take itself for connected: the media server knows.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            async with inside(**media) as room:
                await asyncio.wait([asyncio.create_task(is_out(room))], timeout=STAY_SECONDS)
                if room.isconnected() and await asyncio.to_thread(is_in):
                    return False
        except rtc.ConnectError:
            return True
    return False


async def is_out(room: rtc.Room) -> None:
    out = asyncio.Event()
    room.on("disconnected", lambda _: out.set())
    if room.isconnected():
        await out.wait()


def test_a_removed_pupil_stays_out_in_100_of_100_tries(
    cast: Cast, browser: Browser, installation: Installation
) -> None:
    with cast.at("vera") as vera, cast.at("egor") as egor, somebody(browser) as other:
        enter_lesson(vera)
        enter_lesson(egor, installation, "egor")
        sign_in(other, installation, "egor")
        enter_lesson(other)
        teacher, pupil, device = (Seat.of(page) for page in (vera, egor, other))
        tries: Counter[tuple[str, bool]] = Counter()

        def is_in() -> bool:
            try:
                installation.rows(OUT_OF_THE_ROOM.format(seat=pupil.seat))
            except CalledProcessError:
                return True
            return False

        for _ in range(ROUNDS):
            kept = pupil.media()
            tokens = {"kept": kept, "renewed": at_the_media_server(renewed(kept))}
            assert teacher.post("remove", seat=pupil.seat)[0] == 204
            tries["reload", pupil.is_refused()] += 1
            tries["second device", device.is_refused()] += 1
            for way, media in tokens.items():
                tries[way, at_the_media_server(stays_out(media, is_in))] += 1
            assert teacher.post("let-in", seat=pupil.seat)[0] == 204
        ways = ("reload", "second device", "kept", "renewed")
        assert tries == {(way, True): ROUNDS for way in ways}
        assert at_the_media_server(comes_in(pupil.media()))


async def comes_in(media: dict[str, str]) -> bool:
    async with inside(**media):
        return True
