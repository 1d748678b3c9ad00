"""Coming into a lesson: decided and written down as one deed, then opened to the browser."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.school.lessons import livekit, rooms
from parta.school.lessons.access import AtDoor
from parta.school.lessons.decide import Pass, Refusal, Role, Why, decide
from parta.school.lessons.models import LessonOnline, OnlinePlan, Seat
from parta.school.lessons.seats import guest_of

NOTED_EVERY = timedelta(minutes=5)
"""A room that waits for its media server asks for a pass every few seconds: one line is enough."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A seat in the lesson's room, and the pass that leads to it."""

    seat: Seat
    allowed: Pass
    opened: bool  # this entry made the room live: it is still to be created
    noted: bool  # the audit has it from a moment ago

    @property
    def guest(self) -> livekit.Guest:
        return guest_of(self.seat)


def enter(at: AtDoor, request: HttpRequest) -> Entry | Refusal:
    """Let the caller in or say why not; the audit holds both."""
    now = clock.now()
    verdict = decide(at.visitor, at.door, now)
    with transaction.atomic():
        answer = _sit_down(at, verdict, now) if isinstance(verdict, Pass) else verdict
        if isinstance(answer, Refusal):
            _record("lesson.refused", {"why": answer.why.value}, at, request)
        elif not answer.noted:
            _record("lesson.entered", {"seat": answer.seat.seat}, at, request)
    return answer


def media_token(entry: Entry, at: AtDoor) -> str | None:
    """What opens the media server to the browser; None while it does not answer.

    Called after commit.  The first one in has the room created; where that
    fails the watchdog does it as soon as the media server answers.
    """
    if entry.opened and not rooms.create(entry.seat.online, at.door.window.closes):
        return None
    return livekit.sign(entry.guest, entry.allowed.lives)


def _sit_down(at: AtDoor, allowed: Pass, now: datetime) -> Entry | Refusal:
    """The caller's seat in the live room; refused when the door has just been shut."""
    online = _room(at)
    if why := _just_shut(online, at):
        return Refusal(why)
    leads = allowed.role is Role.TEACHER
    person = at.caller.person
    seat, new = Seat.objects.get_or_create(
        online=online, person=person, defaults={"leads": leads, "noted_at": now}
    )
    if seat.removed_at:
        return Refusal(Why.REMOVED)
    opened = online.state == LessonOnline.State.PLANNED
    if opened:
        online.state, online.opened_at = LessonOnline.State.LIVE, now
        online.save(update_fields=["state", "opened_at"])
    seat.online, seat.person = online, person
    return Entry(seat, allowed, opened, noted=not new and _noted(seat, now))


def _just_shut(online: LessonOnline, at: AtDoor) -> Why | None:
    """What has been decided between the verdict and the row's lock."""
    if online.state == LessonOnline.State.ENDED:
        return Why.ENDED
    if not OnlinePlan.objects.filter(lesson=at.lesson.pk, withdrawn_at=None).exists():
        return Why.TAKEN_BACK
    return None


def _noted(seat: Seat, now: datetime) -> bool:
    """Whether the audit has this entry already; if not, it has it from now on."""
    if seat.noted_at and now - seat.noted_at < NOTED_EVERY:
        return True
    seat.noted_at = now
    seat.save(update_fields=["noted_at"])
    return False


def _record(action: str, detail: dict[str, str], at: AtDoor, request: HttpRequest) -> None:
    audit.record(
        action,
        actor=f"person:{at.caller.person.uid}",
        object=f"lesson:{at.lesson.pk}",
        detail=detail,
        request=request,
    )


def _room(at: AtDoor) -> LessonOnline:
    """The lesson's room, its row locked: two first ones agree, an end comes before or after."""
    online, _ = LessonOnline.objects.select_for_update().get_or_create(
        lesson_id=at.lesson.pk, defaults={"school": at.school}
    )
    return online
