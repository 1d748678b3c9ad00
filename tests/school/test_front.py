"""The school site's front page."""

import pytest
from django.test import Client
from pytest_django import Settings

from parta.school.people.hats import Hat
from parta.school.people.models import Person, School
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SHOW = "Это демо-школа."
FAR_AHEAD = 4_000_000_000  # seconds since 1970


def come_in(client: Client, person: Person, hat: Hat) -> None:
    client.force_login(person)
    session = client.session
    session.update({"hat": hat.value, "ends_at": FAR_AHEAD, "checked_at": FAR_AHEAD})
    session.save()


def front(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_there_is_one_way_in_and_it_is_a_form(client: Client) -> None:
    School.objects.create(name="Школа № 12", tz="Europe/Samara")
    page = front(client)
    assert page.count('action="/signin/"') == 1
    assert "Школа № 12" in page
    assert SHOW not in page


def test_a_demo_says_who_may_be_tried(client: Client) -> None:
    School.objects.create(name="Школа № 12", tz="Europe/Samara", is_demo=True)
    page = front(client)
    assert SHOW in page
    assert "/signin/?login_hint=%2B71991000001" in page
    assert "+7 199 100-00-01" in page
    assert "parta-anya-7" in page


def test_a_demo_that_is_switched_off_shows_nobody(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    School.objects.create(name="Школа № 12", tz="Europe/Samara", is_demo=True)
    assert SHOW not in front(client)


def test_several_schools_of_a_demo_show_the_first_ones_name(client: Client) -> None:
    for name in ("Школа № 12", "Гимназия № 3"):
        School.objects.create(name=name, tz="Europe/Samara", is_demo=True)
    page = front(client)
    assert "<title>Школа № 12" in page
    assert "Гимназия № 3" not in page


def test_several_schools_share_a_front_page_without_a_name(client: Client) -> None:
    for name in ("Школа № 12", "Гимназия № 3"):
        School.objects.create(name=name, tz="Europe/Samara")
    page = front(client)
    assert "Школа № 12" not in page
    assert "Гимназия № 3" not in page


@pytest.mark.parametrize(("who", "hat"), [("anya", Hat.PUPIL), ("mama", Hat.PARENT)])
def test_who_is_in_goes_home(client: Client, cast: Cast, who: str, hat: Hat) -> None:
    come_in(client, getattr(cast, who), hat)
    assert client.get("/").headers["Location"] == "/diary/"


@pytest.mark.proves("asvs:7.4.4")
def test_a_hat_without_a_home_is_greeted_and_may_leave(client: Client, cast: Cast) -> None:
    come_in(client, cast.vera, Hat.OFFICE)
    page = front(client)
    assert 'action="/signout/"' in page
    assert 'action="/signin/"' not in page
    assert f"{cast.vera.name} {cast.vera.surname}, вы вошли" in page
    assert cast.school.name in page
    assert cast.other_school.name not in page


def test_who_is_in_is_not_offered_the_demos_people(client: Client, cast: Cast) -> None:
    School.objects.update(is_demo=True)
    come_in(client, cast.vera, Hat.OFFICE)
    assert SHOW not in front(client)
