"""The school site's front page."""

import pytest
from django.test import Client
from pytest_django import Settings

from parta.school.people.models import School

pytestmark = pytest.mark.django_db
SHOW = "Это показ."


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


def test_several_schools_share_a_front_page_without_a_name(client: Client) -> None:
    for name in ("Школа № 12", "Гимназия № 3"):
        School.objects.create(name=name, tz="Europe/Samara")
    page = front(client)
    assert "Школа № 12" not in page
    assert "Гимназия № 3" not in page
