"""A session that ends closes its open pages at the hub, and those of no other session."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from parta.live import protocol, publish
from parta.live.ticket import session_mark
from parta.school.people.models import Person
from tests.cast import Cast
from tests.school.signin.conftest import MORNING
from tests.school.signin.guest import Guest, link

Deed = Callable[[Guest], object]
LATER = MORNING + timedelta(days=31)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the hub is told."""
    told: list[bytes] = []
    monkeypatch.setattr(publish, "send_control", told.append)
    return told


def come_in(guest: Guest, person: Person) -> str:
    """The key of the session."""
    link(person, guest.provider.issuer)
    guest.account()
    guest.sign_in()
    return str(guest.client.session.session_key)


@pytest.mark.parametrize(
    ("ends", "at_moment"),
    [
        (lambda guest: guest.client.post("/signout/"), MORNING),
        (lambda guest: guest.client.get("/look/"), LATER),
        (lambda guest: guest.sign_in(other="1"), MORNING),
    ],
    ids=["signed out", "run out", "another sign-in"],
)
def test_an_ended_session_closes_its_pages(
    cast: Cast,
    guest: Guest,
    closed: list[bytes],
    at: Callable[[datetime], None],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ends: Deed,
    at_moment: datetime,
) -> None:
    key = come_in(guest, cast.anya)
    at(at_moment)
    with django_capture_on_commit_callbacks(execute=True):
        ends(guest)
    assert closed == [protocol.kick(str(cast.anya.uid), session_mark(key))]


def test_who_was_not_in_closes_nothing(
    cast: Cast,
    guest: Guest,
    closed: list[bytes],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        guest.client.post("/signout/")
        come_in(guest, cast.anya)
    assert closed == []
