"""Pressed twice, reloaded, gone back, gone ahead: the way from a number stays whole."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile
from tests.idp.party import PASSWORD, Party
from tests.idp.test_clients import pushed
from tests.learnid.asking import PHONE, asked_by, learner, told, typed_code
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import SAID, Walker, messages

CLIENT = re.compile(r'FROM "?provider_client"? ')
LATER = [
    "/signin/password",
    "/signin/code",
    "/profile/choose",
    "/profile/create",
    "/profile/about",
    "/profile/check",
]
pytestmark = pytest.mark.django_db


def test_every_press_may_come_twice(school: Party) -> None:
    asked = asked_by(school)
    walker = Walker(asked.url).press_twice(phone=PHONE)
    assert len(messages(PHONE)) == 1
    walker.press_twice(code=messages(PHONE)[-1]).press_twice(**SAID)
    assert walker.at == "/profile/create"
    walker.press_twice()
    assert walker.at == "/profile/check"
    assert told(asked, walker.press_twice(**SAID))["given_name"] == "Анна"
    assert (Learner.objects.count(), Profile.objects.count()) == (1, 1)


def test_every_press_may_come_twice_where_the_number_is_known(school: Party) -> None:
    learner()
    asked = asked_by(school, prompt="login")
    walker = Walker(asked.url).press_twice(phone=PHONE).press_twice(password=PASSWORD)
    assert len(messages(PHONE)) == 1
    walker.press_twice(code=messages(PHONE)[-1]).press_twice()
    assert walker.at == "/profile/about"
    assert told(asked, walker.press_twice(**SAID))["given_name"] == "Анна"
    assert Profile.objects.count() == 1


@pytest.mark.parametrize("path", LATER)
def test_whoever_goes_straight_to_a_later_page_begins_with_the_number(
    path: str, school: Party
) -> None:
    walker = Walker(asked_by(school).url)
    before = walker.address
    assert walker.open(f"{path}?{walker.page.request['QUERY_STRING']}").address == before


def test_a_reload_keeps_what_was_typed_and_sends_no_second_sms(school: Party) -> None:
    walker = Walker(asked_by(school).url).press(phone=PHONE)
    walker.open(walker.address).open(walker.address)
    assert len(messages(PHONE)) == 1
    back = Walker.open(walker, walker.address.replace("/signin/code", "/signin"))
    assert 'value="+7 199 111-11-11"' in back.page.content.decode()
    walker.press(phone=PHONE)
    assert len(messages(PHONE)) == 1
    typed_code(walker)
    walker.press(**SAID | {"birthdate": "31.02.2013", "given_name": "Аня"})
    assert "Такого дня нет" in walker.text
    assert 'value="Аня"' in walker.open(walker.address).page.content.decode()
    walker.press(**SAID)
    assert walker.open(walker.address.replace("create", "about")).at == "/profile/about"
    assert 'value="14.03.2013"' in walker.page.content.decode()


def test_the_back_button_finds_its_page_or_the_one_that_is_due(school: Party) -> None:
    walker = Walker(asked_by(school).url).press(phone=PHONE)
    at_code = walker.address
    typed_code(walker).press(**SAID).press()
    assert walker.at == "/profile/check"
    here = walker.address
    for path in ("/profile/create", "/profile/about"):
        assert walker.open(here.replace("/profile/check", path)).at == "/profile/check"
    assert walker.open(at_code).at == "/profile/choose"


def test_another_persons_profile_can_not_be_chosen(school: Party) -> None:
    learner(ANYA)
    boris = learner(MISHA, phone="+71992222222")
    walker = Walker(asked_by(school).url).press(phone=PHONE).press(password=PASSWORD)
    typed_code(walker)
    for key in (str(boris.profiles.get().pk), "x", "", "\x00"):
        walker.press(profile=key)
        assert walker.at == "/profile/choose"
    assert "Михаил" not in walker.text


def test_a_session_of_another_version_is_read_as_far_as_it_is_known(school: Party) -> None:
    walker = Walker(asked_by(school).url).press(phone=PHONE)
    session = walker.session
    session["way"] = session["way"] | {"of_another_version": 1}
    session.save()
    assert typed_code(walker.open(walker.address)).at == "/profile/about"


def test_the_waiting_request_is_looked_up_once_for_a_page(school: Party) -> None:
    learner(ANYA)
    walker = Walker(asked_by(school).url).press(phone=PHONE).press(password=PASSWORD)
    for press in ({"code": messages(PHONE)[-1]}, {"profile": str(Profile.objects.get().pk)}, SAID):
        with CaptureQueriesContext(connection) as asked:
            walker.get(walker.address)
            pressed = walker.send(walker.address, **press)
        looks = [q for q in asked.captured_queries if CLIENT.search(q["sql"])]
        assert len(looks) == 2, walker.at
        walker.open(pressed["Location"])


def test_who_comes_after_the_request_has_lapsed_finds_the_way_back(
    school: Party, settings: Any
) -> None:
    learner(ANYA)
    uri = pushed(asked_by(school)).json()["request_uri"]
    walker = Walker(asked_by(school, request_uri=uri).url)
    typed_code(walker.press(phone=PHONE).press(password=PASSWORD))
    walker.press(profile=str(Profile.objects.get().pk))
    settings.CLOCK_OFFSET += timedelta(minutes=61)
    walker.press(**SAID)
    assert 'data-reason="stale-request"' in walker.page.content.decode()
    assert "Вернуться на сайт «Client school»" in walker.text
    assert 'href="https://party.example/"' in walker.page.content.decode()
