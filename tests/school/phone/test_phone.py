"""The page «Телефон»: the demo's messages, and nothing where there is no demo."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pyotp
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from parta.kit import clock
from parta.kit.demo.people import people
from parta.kit.notify import outbox
from parta.school.phone.views import when
from tests.cast import Cast

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZoneInfo("Europe/Moscow"))
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(
    client: Client, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Client:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    settings.WEB_DIST = built(tmp_path)
    return client


def built(folder: Path) -> Path:
    manifest = folder / ".vite" / "manifest.json"
    manifest.parent.mkdir()
    manifest.write_text(
        '{"pages/phone.ts": {"file": "phone.js", "isEntry": true, "name": "phone"}}'
    )
    return folder


def test_a_message_is_shown_with_its_code(page: Client) -> None:
    outbox.append("sms", "+71991000001", "Код <для> входа: 407112.", "407112")
    html = page.get(reverse("phone")).content.decode()
    assert "Анна Ковалёва" in html
    assert "+7 199 100-00-01" in html.replace("\xa0", " ")
    assert "Код &lt;для&gt; входа: 407112." in html
    assert '<span class="kod">407\xa0112</span>' in html
    assert 'data-copy="407112"' in html


def test_the_reader_chooses_whose_phone_it_is(page: Client) -> None:
    outbox.append("sms", "+71991000001", "Ане", None)
    outbox.append("email", "new@pochta.example", "Новому человеку", None)
    html = page.get(reverse("phone"), {"to": "+71991000001"}).content.decode()
    assert "<p>Ане</p>" in html
    assert "<p>Новому человеку</p>" not in html


def test_the_app_of_the_clerk_shows_what_the_identity_site_asks_for(page: Client) -> None:
    html = page.get(reverse("phone")).content.decode()
    shown = re.findall(r'data-app-code="([0-9]{6})"', html)
    secrets = [person.totp for person in people(clock.today()) if person.totp]
    app, now = pyotp.TOTP(secrets[0]), clock.now()
    assert shown[0] in {app.at(now), app.at(now, counter_offset=-1)}
    assert (len(shown), len(secrets)) == (1, 1)
    assert secrets[0] not in html


def test_a_phone_without_messages_says_what_brings_one(page: Client) -> None:
    assert page.get(reverse("phone")).status_code == 200


def test_there_is_no_phone_where_there_is_no_demo(page: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert page.get(reverse("phone")).status_code == 404


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "10:29"),
        (timedelta(hours=10, minutes=30), "00:00"),
        (timedelta(hours=10, minutes=31), "yesterday"),
        (timedelta(hours=34, minutes=31), "23 November"),
    ],
)
def test_times_are_those_of_the_school(cast: Cast, ago: timedelta, said: str) -> None:
    with translation.override("en"):
        assert when((NOW - ago).astimezone(UTC), NOW) == said
