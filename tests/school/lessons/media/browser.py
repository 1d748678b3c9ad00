"""What a browser does with a pass, without the browser."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from livekit import rtc

PATIENCE_SECONDS = 5.0
ONCE = rtc.RoomOptions(connect_timeout=PATIENCE_SECONDS)


@asynccontextmanager
async def inside(url: str, token: str) -> AsyncIterator[rtc.Room]:
    """Connected to the token's room.  Raises rtc.ConnectError where the media server refuses."""
    room = rtc.Room()
    await room.connect(url, token, ONCE)
    try:
        yield room
    finally:
        await room.disconnect()


def comes_in(url: str, token: str) -> bool:
    async def attempt() -> bool:
        try:
            async with inside(url, token):
                return True
        except rtc.ConnectError:
            return False

    return asyncio.run(attempt())


@contextmanager
def staying(url: str, token: str) -> Iterator[threading.Event]:
    """Connected while the block runs; the event is set when the media server sends us out."""
    came, leave, out = threading.Event(), threading.Event(), threading.Event()

    async def stay() -> None:
        async with inside(url, token) as room:
            room.on("disconnected", lambda _: out.set())
            came.set()
            await asyncio.to_thread(leave.wait)

    thread = threading.Thread(target=asyncio.run, args=(stay(),))
    thread.start()
    assert came.wait(PATIENCE_SECONDS)
    try:
        yield out
    finally:
        leave.set()
        thread.join()
