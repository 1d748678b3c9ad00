"""A pupil's sound comes from the microphone: any other is sent out.

What a pass allows is a list of sources, and the source of a track is what the
client says.  A client that was tampered with may call its sound a camera's, and
be heard where the microphones are locked.
"""

from collections.abc import Mapping
from typing import Final

from django.db import transaction

from parta import audit
from parta.school.lessons import rooms
from parta.school.lessons.models import Seat
from parta.school.lessons.seats import seat_in

HONEST: Final = {"MICROPHONE", "SCREEN_SHARE_AUDIO"}


def listen(room: str, seat: str, track: Mapping[str, str]) -> None:
    """Disconnect the pupil whose track is sound under another name; the audit says so."""
    source = track.get("source", "UNKNOWN")  # reports leave out what is zero to the media server
    if track.get("type", "AUDIO") != "AUDIO" or source in HONEST:
        return
    publisher = seat_in(room, seat)
    if publisher is None or publisher.leads:
        return
    with transaction.atomic():
        _record(publisher, source)
    rooms.send_out(room, seat)


def _record(publisher: Seat, source: str) -> None:
    audit.record(
        "lesson.sound-refused",
        actor=f"person:{publisher.person.uid}",
        object=f"lesson:{publisher.online.lesson_id}",
        detail={"seat": publisher.seat, "source": source},
    )
