"""The real hub: who is let in, who hears what, and nothing is missed when it dies."""

import asyncio
import json
import random
from collections.abc import Iterator
from contextlib import suppress

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from parta.live import hub as hub_module
from parta.live import protocol
from tests.live.running_hub import ORIGIN, RunningHub, close_code, enter, frame, ticket_frame


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    running = RunningHub(tmp_path_factory.mktemp("hub"))
    running.start()
    yield running
    running.kill()


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", ORIGIN + "0"])
def test_a_page_of_a_foreign_site_is_refused(hub: RunningHub, origin: str | None) -> None:
    async def scene() -> None:
        with pytest.raises(InvalidStatus) as refused:
            await hub.open(origin)
        assert refused.value.response.status_code == 403

    asyncio.run(scene())


@pytest.mark.parametrize(
    "first",
    [
        "",
        "{}",
        "[]",
        '{"t": 1}',
        '{"t": "forged.ticket"}',
        r'{"t": "\ud800.x"}',
        r'{"t": "x.\ud800"}',
        "[" * 4000,
        '{"t":' * 800,
    ],
)
def test_who_has_no_good_ticket_is_sent_away(hub: RunningHub, first: str) -> None:
    async def scene() -> None:
        async with hub.open() as page:
            await page.send(first)
            assert await close_code(page) == protocol.DENIED

    asyncio.run(scene())


def test_a_signal_reaches_those_in_the_room(hub: RunningHub) -> None:
    async def scene() -> None:
        async with hub.open() as anya, hub.open() as gleb:
            await enter(anya, "7b", "school")
            await enter(gleb, "7a", "school", person="gleb")
            hub.tell("diary", **{"7b": 4})
            hub.tell("news", school=1)
            assert await frame(anya) == {"room": "7b", "seq": 4, "k": "diary"}
            assert await frame(anya) == {"room": "school", "seq": 1, "k": "news"}
            assert await frame(gleb) == {"room": "school", "seq": 1, "k": "news"}

    asyncio.run(scene())


def test_a_renewed_ticket_changes_the_rooms(hub: RunningHub) -> None:
    async def scene() -> None:
        async with hub.open() as anya:
            await enter(anya, "7b")
            await enter(anya, "7a")
            hub.tell("diary", **{"7b": 1})
            hub.tell("diary", **{"7a": 1})
            assert await frame(anya) == {"room": "7a", "seq": 1, "k": "diary"}
            await anya.send(ticket_frame("boris", "7a"))
            assert await close_code(anya) == protocol.DENIED

    asyncio.run(scene())


def test_a_session_that_ends_closes_its_pages_alone(hub: RunningHub) -> None:
    async def scene() -> None:
        async with hub.open() as phone, hub.open() as laptop:
            await enter(phone, "7b", session="s1")
            await enter(laptop, "7b", session="s2")
            hub.send(protocol.kick("anya", "s1"))
            assert await close_code(phone) == protocol.DENIED
            hub.tell("diary", **{"7b": 1})
            assert (await frame(laptop))["seq"] == 1

    asyncio.run(scene())


def test_a_datagram_that_makes_no_sense_harms_nothing(hub: RunningHub) -> None:
    async def scene() -> None:
        async with hub.open() as anya:
            await enter(anya, "7b")
            for rubbish in b"", b"{", b"[]", b'{"op": "kick"}', b'{"at": 1}':
                hub.send(rubbish)
            hub.tell("diary", **{"7b": 1})
            assert (await frame(anya))["seq"] == 1

    asyncio.run(scene())


async def read_on(page: ClientConnection) -> None:
    while True:
        await frame(page)


def test_who_stops_reading_is_dropped_and_holds_up_nobody(hub: RunningHub) -> None:
    async def scene() -> None:
        async with hub.open() as reader, hub.open() as sleeper:
            await enter(reader, "crowd")
            await enter(sleeper, "crowd", person="gleb")
            assert sleeper.transport
            sleeper.transport.pause_reading()
            room, kind = "crowd", "x" * 8000
            for seq in range(1, 1001):
                hub.tell(kind, **{room: seq})
                assert (await frame(reader))["seq"] == seq
            sleeper.transport.resume_reading()
            with pytest.raises(ConnectionClosed):
                await read_on(sleeper)

    asyncio.run(scene())


def test_two_hundred_pages_miss_nothing_when_the_hub_is_killed(hub: RunningHub) -> None:
    rooms = [f"class{number}" for number in range(10)]
    heads = dict.fromkeys(rooms, 0)  # the database

    async def page(room: str, seen: list[int]) -> None:
        while True:
            try:
                async with hub.open() as socket:
                    await enter(socket, room)
                    seen.append(heads[room])  # compares heads after `ok`, as web/live does
                    async for message in socket:
                        seen.append(json.loads(message)["seq"])
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                await asyncio.sleep(random.random() * 0.5)

    async def write() -> None:
        for _ in range(300):
            room = random.choice(rooms)
            heads[room] += 1
            with suppress(OSError):  # the hub is down: the row stays
                hub.tell("diary", **{room: heads[room]})
            await asyncio.sleep(0.01)

    async def scene() -> None:
        seen: list[list[int]] = [[] for _ in range(200)]
        pages = [asyncio.create_task(page(rooms[i % 10], seen[i])) for i in range(200)]
        while not all(seen):
            await asyncio.sleep(0.05)
        writing = asyncio.create_task(write())
        await asyncio.sleep(0.5)
        hub.kill()
        await asyncio.to_thread(hub.start)
        await writing
        async with asyncio.timeout(10):
            while any(seen[i][-1] != heads[rooms[i % 10]] for i in range(200)):
                await asyncio.sleep(0.05)
        for each in pages:
            each.cancel()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("url", "header"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://School.example.ru:443/", "https://school.example.ru"),
        ("http://school.localhost:80", "http://school.localhost"),
    ],
)
def test_the_origin_of_a_site(url: str, header: str) -> None:
    assert hub_module.origin(url) == header
