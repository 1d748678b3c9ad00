"""The media server: tokens signed for browsers, and the calls to its room service.

Tokens are signed by real time, never by the product's clock: the media server
knows no offset.  A browser's token opens one room to one seat; administration
stays here, in tokens of a few seconds that never leave the process.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import httpx
import jwt
from django.conf import settings

from parta.kit import http
from parta.school.lessons.decide import Role

ALGORITHM: Final = "HS256"
ADMIN_TOKEN_LIVES = timedelta(seconds=10)
PATIENCE_SECONDS: Final = 1.5  # a page waits for the media server no longer
NOT_THERE: Final = 404

MICROPHONE: Final = "microphone"
SPEAKS: Final = (MICROPHONE, "camera")
SHARES: Final = ("screen_share", "screen_share_audio")
SOURCES: Final = {Role.PUPIL: SPEAKS, Role.TEACHER: SPEAKS + SHARES}


class Unavailable(Exception):
    """The media server does not answer, or not with an answer we can use."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom a token lets in, and where."""

    room: str
    seat: str  # the identity: opaque
    name: str  # shown under the picture
    role: Role
    speaks: bool = True  # False: the teacher has closed the microphone

    @property
    def sources(self) -> list[str]:
        """What they may publish.  Never empty: to the media server that means everything."""
        return [it for it in SOURCES[self.role] if self.speaks or it != MICROPHONE]


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody connected to a room, by the media server's list."""

    sid: str
    seat: str
    joined_at: datetime


def sign(guest: Guest, lives: timedelta) -> str:
    """A token for a browser, good for `lives` and for this one room and seat."""
    return _token(
        lives,
        sub=guest.seat,
        name=guest.name,
        attributes={"role": guest.role.value},
        video={
            "room": guest.room,
            "roomJoin": True,
            "canSubscribe": True,
            "canPublish": True,
            "canPublishSources": guest.sources,
            "canPublishData": False,
            "canUpdateOwnMetadata": False,
        },
    )


def create_room(room: str, lasts: timedelta) -> None:
    """Make the room, or leave it as it is; empty, it waits for `lasts`."""
    seconds = int(lasts.total_seconds())
    limits = {"empty_timeout": seconds, "departure_timeout": seconds}
    _call("CreateRoom", {"roomCreate": True}, {"name": room, **limits})


def delete_room(room: str) -> None:
    """Send everybody out and make the room's name worthless; no such room is fine."""
    _call("DeleteRoom", {"roomCreate": True}, {"room": room})


def existing_rooms(rooms: Iterable[str]) -> set[str]:
    """Those of `rooms` that the media server has."""
    answer = _call("ListRooms", {"roomList": True}, {"names": list(rooms)}) or {}
    return {room["name"] for room in answer.get("rooms", ())}


def list_participants(room: str) -> list[Present]:
    """Who is connected; nobody where there is no such room."""
    answer = _call("ListParticipants", _over(room), {"room": room}) or {}
    return [
        Present(each["sid"], each["identity"], moment(each["joined_at"]))
        for each in answer.get("participants", ())
        if each["state"] == "ACTIVE"
    ]


def remove_participant(room: str, seat: str) -> bool:
    """Disconnect a seat now; False where it was not there.

    The caller has already shut the door to it.
    """
    answer = _call("RemoveParticipant", _over(room), {"room": room, "identity": seat})
    return answer is not None


def permit(guest: Guest) -> None:
    """Let a connected guest publish what their seat may now, and no more; cuts what is going on.

    All of the permission is sent: it replaces the one before.
    """
    permission = {
        "can_subscribe": True,
        "can_publish": True,
        "can_publish_sources": [source.upper() for source in guest.sources],
        "can_publish_data": False,
        "can_update_metadata": False,
    }
    whom = {"room": guest.room, "identity": guest.seat}
    _call("UpdateParticipant", _over(guest.room), whom | {"permission": permission})


def moment(seconds: str | int) -> datetime:
    """The media server's time stamp by the product's clock."""
    return datetime.fromtimestamp(int(seconds), UTC) + settings.CLOCK_OFFSET


def _over(room: str) -> dict[str, Any]:
    return {"roomAdmin": True, "room": room}


def _call(method: str, grant: dict[str, Any], body: dict[str, Any]) -> dict[str, Any] | None:
    """One call of the room service; None where room or guest is not there.

    Bodies are never logged: answers carry the relay's password.
    """
    token = _token(ADMIN_TOKEN_LIVES, video=grant)
    try:
        answer = http.client().post(
            f"{settings.LIVEKIT_API_URL}/twirp/livekit.RoomService/{method}",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE_SECONDS,
        )
        if answer.status_code == NOT_THERE:
            return None
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise Unavailable(f"{method}: {type(error).__name__}") from None
    return found


def _token(lives: timedelta, **claims: Any) -> str:
    now = datetime.now(UTC)
    claims |= {"iss": settings.LIVEKIT_KEY, "nbf": now, "exp": now + lives}
    return jwt.encode(claims, settings.LIVEKIT_SECRET, ALGORITHM)
