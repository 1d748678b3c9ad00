"""The cabinet's first tab: who one is, how surely, and how one signs in."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from parta.kit import clock
from tests.civic.newcomer import PASSWORD, pressed
from tests.civic.test_citizens import citizen

PHONE = "+71991111111"
pytestmark = pytest.mark.django_db


def born(years_ago: int) -> date:
    return date(clock.now().year - years_ago, 1, 1)


def page(**changes: object) -> str:
    client = Client()
    citizen(phone=PHONE, phone_verified=True, password=make_password(PASSWORD), **changes)
    client.post("/signin", {"identifier": PHONE, "password": PASSWORD})
    return str(client.get("/account").content.decode())


@pytest.mark.parametrize(
    ("years", "level", "button"),
    [
        (12, "simplified", []),
        (15, "simplified", ["/level/documents"]),
        (15, "standard", ["/level/desk"]),
        (40, "confirmed", []),
    ],
)
def test_the_level_shows_the_one_thing_that_raises_it(
    years: int, level: str, button: list[str]
) -> None:
    assert pressed(page(birthdate=born(years), level=level)) == button


@pytest.mark.parametrize(("hour", "button"), [(20, []), (21, ["/level/documents"])])
def test_a_birthday_begins_at_the_sites_own_midnight(
    hour: int, button: list[str], settings: Any
) -> None:
    settings.CLOCK_OFFSET = datetime(2026, 11, 24, hour, 30, tzinfo=UTC) - datetime.now(UTC)
    assert pressed(page(birthdate=date(2012, 11, 25), level="simplified")) == button


def test_contacts_are_shown_so_that_only_their_owner_knows_them() -> None:
    html = page()
    assert "+7 *** ** *11" in html
    assert "111-11-11" not in html


def test_a_child_finds_the_contact_for_the_class_teacher_again() -> None:
    assert 'href="/registered"' in page(birthdate=born(12))


def test_the_front_page_leads_whoever_is_in_to_the_account() -> None:
    client = Client()
    citizen(phone=PHONE, phone_verified=True, password=make_password(PASSWORD))
    client.post("/signin", {"identifier": PHONE, "password": PASSWORD})
    assert client.get("/")["Location"] == "/account"
