"""What the pages of a lesson show, and the JSON that the room is given.

The JSON's shape is web/lesson-room/src/contract.ts.
"""

from datetime import timedelta
from math import ceil
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import json_script
from django.utils.translation import gettext

from parta.kit import clock
from parta.kit.ui.dates import span
from parta.school.frame import frame_for, home_for
from parta.school.lessons.access import TEACHES, AtDoor
from parta.school.lessons.changes import talk_room
from parta.school.lessons.decide import Role, Why
from parta.school.lessons.enter import Entry, media_token
from parta.school.lessons.facts import Facts
from parta.school.lessons.inside import Inside
from parta.school.lessons.seats import expected
from parta.school.lessons.state import iso, state
from parta.school.people.hats import FAMILY, Hat
from parta.school.timetable.moments import local

EVERYBODYS: Final = {"pass", "state", "say"}
PUPILS: Final = {"hand"}
TEACHERS: Final = {"end", "microphone", "remove", "let_in"}


def room(at: AtDoor, entry: Entry, request: HttpRequest) -> dict[str, Any]:
    """The context of the lesson page; nobody but the person it is made for may read it."""
    handed_over = json_script(_handed_over(at, entry, request), "lesson")
    return {"lesson": at.lesson, "handed_over": handed_over}


def media(token: str | None) -> dict[str, str] | None:
    return {"url": settings.LIVEKIT_URL, "token": token} if token else None


def refusal(at: AtDoor, why: Why, request: HttpRequest) -> dict[str, Any]:
    """The context of a page that says why not yet, not now, or not here."""
    now, opens = clock.now(), at.door.window.opens
    tz = at.school.tz
    return {
        "frame": frame_for(request, at.school.name, ""),
        "why": why.value,
        "lesson": at.lesson if at.sees_topic else None,
        "teaches": at.visitor.role is Role.TEACHER,
        "home": {"title": _home_title(at.caller.hat), "url": home_for(at.caller.hat)},
        "now": now,
        "opens": opens,
        "opens_locally": local(opens, tz),
        "opens_before": at.door.window.opens_before,
        "today": local(now, tz).date() == at.lesson.date,
        "minutes": ceil((opens - now) / timedelta(minutes=1)),
    }


def _home_title(hat: Hat) -> str:
    if hat in FAMILY:
        return gettext("Open the diary")
    return gettext("Open my day") if hat in TEACHES else gettext("To the front page")


def _handed_over(at: AtDoor, entry: Entry, request: HttpRequest) -> dict[str, Any]:
    lesson, guest = at.lesson, entry.guest
    leads = guest.role is Role.TEACHER
    return {
        "lesson": _lesson(lesson, at.school.tz),
        "now": iso(clock.now()),
        "me": {"seat": guest.seat, "name": guest.name, "role": guest.role.value},
        "media": media(media_token(entry, at)),
        "links": _links(lesson.pk, guest.role) | {"leave": home_for(at.caller.hat)},
        **_talk(at, entry),
        "csrf": get_token(request),
        "expected": [
            {"seat": seat, "name": name}
            for seat, name in (expected(entry.seat.online, lesson) if leads else ())
        ],
    }


def _links(lesson: int, role: Role) -> dict[str, str | None]:
    theirs = EVERYBODYS | (TEACHERS if role is Role.TEACHER else PUPILS)
    return {
        name: reverse(f"lesson-{name.replace('_', '-')}", args=[lesson]) if name in theirs else None
        for name in sorted(EVERYBODYS | TEACHERS | PUPILS)
    }


def _talk(at: AtDoor, entry: Entry) -> dict[str, Any]:
    lesson = at.lesson.pk
    known = state(Inside(at, entry.allowed.role, entry.seat), after=0)
    return {
        "live": {
            "ticket": reverse("lesson-ticket", args=[lesson]),
            "heads": reverse("lesson-heads", args=[lesson]),
            "room": talk_room(lesson),
            "seen": known["number"],
        },
        "state": known,
    }


def _lesson(lesson: Facts, tz: str) -> dict[str, str]:
    return {
        "id": str(lesson.pk),
        "title": lesson.title,
        "subject": lesson.subject,
        "topic": lesson.topic,
        "starts_at": iso(lesson.starts_at),
        "ends_at": iso(lesson.ends_at),
        "hours": span(local(lesson.starts_at, tz), local(lesson.ends_at, tz)),
    }
