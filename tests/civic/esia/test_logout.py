"""Signing out at a system's wish: asked, since anybody can send a browser there."""

import re
from html import unescape

import pytest
from django.test import Client as Http

from parta.civic.citizens.models import Citizen
from tests.civic.esia.system import ANYA, Person, System

LOGOUT = "/idp/ext/Logout?client_id=SYSTEM01"
BACK = "https://system.example/bye"


@pytest.fixture
def system(anya: Citizen) -> System:
    return System().registered()


def test_who_is_signed_in_is_asked(system: System) -> None:
    person = Person(ANYA)
    person.sign_in()
    page = person.get(f"{LOGOUT}&redirect_url={BACK}")
    assert page.status_code == 200
    assert "https://system.example" in page["Content-Security-Policy"]
    assert person.get("/account").status_code == 200
    action = re.search(r'action="(/idp/ext/Logout/confirmed[^"]*)"', page.content.decode())
    assert action
    stranger = Http(enforce_csrf_checks=True)
    assert stranger.post(unescape(action[1])).status_code == 403
    gone = person.send(unescape(action[1]))
    assert (gone.status_code, gone["Location"]) == (302, BACK)
    assert person.get("/account").status_code == 302


def test_who_is_not_goes_straight_on(system: System) -> None:
    assert Http().get(f"{LOGOUT}&redirect_url={BACK}")["Location"] == BACK
    assert Http().get(LOGOUT)["Location"] == "/"


@pytest.mark.proves("attack:logout-forgery")
def test_a_stranger_loses_nothing_that_was_begun_here(system: System) -> None:
    http = Http()
    session = http.session
    session["begun"] = "a registration"
    session.save()
    assert http.get(f"{LOGOUT}&redirect_url={BACK}")["Location"] == BACK
    assert http.session["begun"] == "a registration"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"{LOGOUT}&redirect_url=https://evil.example", "ESIA-007023"),
        (f"{LOGOUT}&redirect_url={BACK}/x", "ESIA-007023"),
        (f"{LOGOUT}&redirect_url={BACK}&redirect_url={BACK}", "ESIA-007003"),
        (f"/idp/ext/Logout?redirect_url={BACK}", "ESIA-007014"),
        (f"/idp/ext/Logout?client_id=X&redirect_url={BACK}", "ESIA-008010"),
    ],
)
def test_strange_wishes(path: str, code: str, system: System) -> None:
    person = Person(ANYA)
    person.sign_in()
    for address in (path, path.replace("Logout?", "Logout/confirmed?")):
        response = person.send(address) if "confirmed" in address else person.get(address)
        assert response.status_code == 400
        assert f'data-reason="{code}"' in response.content.decode()
    assert person.get("/account").status_code == 200
