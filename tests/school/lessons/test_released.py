"""Whoever the register releases is out of a running lesson, until the door lets them in again."""

from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.kit import clock
from parta.school.lessons import presence, rooms
from parta.school.lessons.models import LessonOnline
from parta.school.people.hats import Hat
from parta.school.signin.models import AccountLink, SignInContact
from tests.cast import Cast
from tests.school.lessons.reading import claims
from tests.school.lessons.stand_ins import MediaDouble, SignIn
from tests.school.lessons.talking import Page, why

RELEASES = ["contact/release/", "account/release/", "learning-id/release/"]


@pytest.fixture
def admin(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.admin, Hat.ADMINISTRATOR)


@pytest.fixture
def contact(cast: Cast) -> SignInContact:
    known = {"school": cast.school, "person": cast.anya}
    AccountLink.objects.create(
        issuer="http://civic.example", subject="anya", linked_at=clock.now(), **known
    )
    return SignInContact.objects.create(
        kind="phone", value="+71991000001", bound_at=clock.now(), **known
    )


def online() -> LessonOnline:
    return LessonOnline.objects.get()


def room_of(answer: Any) -> str:
    room: str = claims(answer.json()["media"]["token"])["video"]["room"]
    return room


@pytest.mark.parametrize("deed", RELEASES)
def test_who_is_released_is_parted_from_the_running_lesson(
    cast: Cast,
    vera: Page,
    anya: Page,
    admin: Client,
    contact: SignInContact,
    media: MediaDouble,
    django_capture_on_commit_callbacks: Any,
    deed: str,
) -> None:
    left = online().room_name
    media.rooms = {left}
    for _ in "press", "press again":
        with django_capture_on_commit_callbacks(execute=True):
            admin.post(f"/people/{cast.anya.uid}/{deed}", {"key": contact.pk})
    assert online().generation == 2
    assert media.rooms == {online().room_name} != {left}
    assert room_of(vera.post("pass")) == online().room_name
    (event,) = AuditEvent.objects.filter(action="lesson.moved")
    assert event.detail == {"seat": anya.seat, "why": "released"}
    answer = anya.post("pass")
    if deed == "learning-id/release/":
        assert why(answer) == (403, "no-learning-id")
    else:
        assert answer.status_code == 302


def test_whoever_comes_back_by_a_kept_token_finds_no_class(
    cast: Cast, vera: Page, anya: Page, admin: Client, contact: SignInContact, media: MediaDouble
) -> None:
    kept = online().room_name
    admin.post(f"/people/{cast.anya.uid}/account/release/")
    media.rooms = {kept}  # connecting has brought it back
    presence.joined(presence.Stay(kept, anya.seat, "PA_1", clock.now()))
    assert media.rooms == set()
    media.rooms = {kept}
    rooms.sweep()
    assert media.rooms == set()


def test_the_door_decides_anew_and_nobody_is_removed(
    cast: Cast, vera: Page, anya: Page, admin: Client, contact: SignInContact, sign_in: SignIn
) -> None:
    admin.post(f"/people/{cast.anya.uid}/account/release/")
    cast.anya.refresh_from_db()
    again = Page(sign_in(cast.anya, Hat.PUPIL), anya.lesson)
    assert again.seat == anya.seat
    assert room_of(again.post("pass")) == online().room_name
    assert vera.state()["removed"] == []


def test_without_the_media_server_the_release_stands(
    cast: Cast,
    vera: Page,
    anya: Page,
    admin: Client,
    contact: SignInContact,
    media: MediaDouble,
    django_capture_on_commit_callbacks: Any,
) -> None:
    left = online().room_name
    media.rooms, media.answers = {left}, False
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.post(f"/people/{cast.anya.uid}/account/release/").status_code == 302
    media.answers = True
    rooms.keep_open()
    rooms.sweep()
    assert media.rooms == {online().room_name} != {left}


def test_who_has_not_come_in_moves_nobody(
    cast: Cast, vera: Page, admin: Client, contact: SignInContact
) -> None:
    assert online().seats.filter(person=cast.anya).exists()
    admin.post(f"/people/{cast.anya.uid}/account/release/")
    assert online().generation == 1
