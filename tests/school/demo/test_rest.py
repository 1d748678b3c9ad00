"""A demo that is switched off, or that would stand beside a real school."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from parta.school.people.models import School
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NEW = ["--name", "Школа № 12", "--tz", "Europe/Samara", "--admin-contact", "+79991112233"]


def test_who_is_in_at_a_demo_school_is_sent_out(cast: Cast, settings: Any) -> None:
    School.objects.filter(pk=cast.school.pk).update(is_demo=True)
    sessions = {name: Client() for name in ("anya", "boris")}
    for name, client in sessions.items():
        client.force_login(getattr(cast, name))
    standing()
    assert {name: inside(client) for name, client in sessions.items()} == {
        "anya": True,
        "boris": True,
    }
    settings.DEMO = False
    standing()
    assert {name: inside(client) for name, client in sessions.items()} == {
        "anya": False,
        "boris": True,
    }


def inside(client: Client) -> bool:
    request = type("Request", (), {"session": client.session})()
    return bool(get_user(request).is_authenticated)


def test_a_real_school_is_known_before_anybody_is_loaded() -> None:
    assert standing() == "empty"
    School.objects.create(name="Школа № 12", tz="Europe/Samara", is_demo=True)
    assert standing() == "inhabited"
    School.objects.create(name="Школа № 1", tz="Europe/Samara")
    assert standing() == "real"


def standing() -> str:
    out = StringIO()
    call_command("demo_standing", stdout=out)
    return out.getvalue().strip()


def test_no_phone_shows_messages_beside_a_real_school(client: Client) -> None:
    School.objects.create(name="Школа № 12", tz="Europe/Samara")
    assert client.get(reverse("phone")).status_code == 404


def test_no_real_school_is_added_while_the_demo_is_on(settings: Any) -> None:
    with pytest.raises(CommandError, match="PARTA_DEMO=off"):
        call_command("school_add", *NEW)
    assert not School.objects.exists()
    settings.DEMO = False
    call_command("school_add", *NEW)
    assert School.objects.get().name == "Школа № 12"


def test_no_real_school_is_added_beside_the_demo_at_rest(settings: Any) -> None:
    School.objects.create(name="Школа № 12 (демо)", tz="Europe/Moscow", is_demo=True)
    settings.DEMO = False
    standing()
    with pytest.raises(CommandError, match="another PARTA_HOME"):
        call_command("school_add", *NEW)
    assert School.objects.get().is_demo
