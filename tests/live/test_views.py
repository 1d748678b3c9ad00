"""What a page gets to follow its rooms: a ticket, and the heads."""

import time
from collections.abc import Iterable
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from parta.kit.settings import MIDDLEWARE
from parta.live import signal
from parta.live.ticket import Ticket, read, session_mark
from tests.cast import Cast, make_cast


def rooms_for(request: Any) -> Iterable[str]:
    return [f"diary:{request.user.uid}", "school"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def anya(cast: Cast, client: Client, settings: Settings) -> Client:
    settings.MIDDLEWARE = MIDDLEWARE  # the school's own rules of a session are tested there
    settings.LIVE_ROOMS_FOR = f"{__name__}.rooms_for"
    client.force_login(cast.anya)
    with transaction.atomic():
        signal("diary", ["school"])
    return client


def test_a_ticket_names_the_rooms_of_the_person(cast: Cast, anya: Client) -> None:
    answer = anya.post(reverse("live-ticket")).json()
    ticket = read(answer.pop("t"), settings.HUB_SECRET, time.time())
    rooms = {f"diary:{cast.anya.uid}": 0, "school": 1}
    assert answer == {"url": settings.HUB_URL, "heads": rooms}
    session = session_mark(anya.session.session_key)
    assert ticket == Ticket(str(cast.anya.uid), frozenset(rooms), session)


def test_heads_are_those_of_the_person(cast: Cast, anya: Client) -> None:
    assert anya.get(reverse("live-heads")).json() == {f"diary:{cast.anya.uid}": 0, "school": 1}


def test_asking_for_heads_is_cheap(
    anya: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):  # session, person, heads
        anya.get(reverse("live-heads"))


def test_who_is_signed_out_gets_nothing(db: None, client: Client) -> None:
    for answer in client.post(reverse("live-ticket")), client.get(reverse("live-heads")):
        assert (answer.status_code, answer.json()) == (401, {"why": "signed-out"})


def test_a_ticket_is_not_kept_by_caches(anya: Client) -> None:
    assert "no-store" in anya.post(reverse("live-ticket"))["Cache-Control"]
    assert anya.get(reverse("live-ticket")).status_code == 405
