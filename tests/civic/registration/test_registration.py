"""The way from no account to one, page by page."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from parta.audit.models import AuditEvent
from parta.civic.citizens.models import Citizen
from parta.idp.accounts.goal import Goal, sign
from parta.kit import clock
from tests.civic.newcomer import PASSWORD, Newcomer, code_sent, messages, path_of, pressed
from tests.civic.test_citizens import citizen

PHONE = "+71992222214"


def typed_in(newcomer: Newcomer) -> str:
    return str(newcomer.client.get("/register").content.decode())


def test_a_child_gets_an_account_by_phone(newcomer: Newcomer) -> None:
    assert path_of(newcomer.register()) == "/register/code"
    assert path_of(newcomer.type_code()) == "/register/password"
    assert path_of(newcomer.choose()) == "/registered"
    child = Citizen.objects.get()
    assert (child.full_name, child.birthdate, child.gender, child.level) == (
        "Мельник Артём",
        date(2014, 6, 2),
        "male",
        "simplified",
    )
    assert (child.phone, child.phone_verified, child.email, child.snils) == (PHONE, True, "", None)
    assert child.check_password(PASSWORD)
    assert newcomer.client.get("/registered").wsgi_request.user == child
    event = AuditEvent.objects.get(action="account.opened")
    assert (event.actor, event.object) == (str(child.pk), f"account:{child.pk}")
    assert event.detail == {"contact": "phone", "level": "simplified"}


def test_an_e_mail_serves_as_well(newcomer: Newcomer) -> None:
    newcomer.whole(contact="Artyom@Pochta.Example")
    child = Citizen.objects.get()
    assert (child.email, child.email_verified, child.phone) == ("artyom@pochta.example", True, "")


def test_the_new_account_signs_in_with_its_password(newcomer: Newcomer) -> None:
    newcomer.whole()
    other = Client()
    there = other.post("/signin", {"identifier": "1992222214", "password": PASSWORD})
    assert there["Location"] == "/"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"family_name": "Д'Артаньян-Ёлкин Младший"}, None),
        ({"given_name": "Я"}, None),
        ({"family_name": "Ж" * 200}, None),
        ({"middle_name": "Ильич"}, None),
        ({"family_name": "<b>Мельник</b>"}, "family_name"),
        ({"family_name": "Ж" * 201}, "family_name"),
        ({"given_name": "Артём2"}, "given_name"),
        ({"given_name": "Артём\x00"}, None),  # no key of a keyboard types it
        ({"given_name": "Арт\u202eём"}, "given_name"),
        ({"birthdate": "02.06.2099"}, "birthdate"),
        ({"birthdate": "31.06.2014"}, "birthdate"),
        ({"birthdate": "02.06.1850"}, "birthdate"),
        ({"gender": ""}, "gender"),
        ({"contact": "112-233-445 95"}, "contact"),
        ({"contact": "Артём"}, "contact"),
        ({"contact": ""}, "contact"),
    ],
)
def test_the_form_takes_what_people_are_called_and_says_what_it_can_not_take(
    newcomer: Newcomer, changes: dict[str, str], wrong: str | None
) -> None:
    answer = newcomer.register(**changes)
    assert answer.status_code == (200 if wrong else 302)
    assert len(messages()) == (0 if wrong else 1)
    if wrong:
        assert f'id="id_{wrong}_error"' in answer.content.decode()


def test_nothing_typed_is_lost_by_a_reload_or_a_step_back(newcomer: Newcomer) -> None:
    newcomer.register(family_name="7", given_name="Артёмий")
    assert 'value="Артёмий"' in typed_in(newcomer)
    newcomer.register(given_name="Артёмий")
    for _ in range(2):
        assert newcomer.client.get("/register/code").status_code == 200
    assert 'value="Артёмий"' in typed_in(newcomer)
    newcomer.register(given_name="Артём")
    assert len(messages()) == 1
    newcomer.type_code()
    assert 'value="Артём"' in typed_in(newcomer)
    assert path_of(newcomer.register(given_name="Тёма")) == "/register/password"
    newcomer.choose()
    assert Citizen.objects.get().given_name == "Тёма"
    assert len(messages()) == 1


def test_another_contact_needs_a_code_of_its_own(newcomer: Newcomer) -> None:
    newcomer.register()
    newcomer.type_code()
    assert path_of(newcomer.register(contact="other@pochta.example")) == "/register/code"
    assert path_of(newcomer.client.get("/register/password")) == "/register/code"
    newcomer.choose()
    assert not Citizen.objects.exists()
    newcomer.type_code()
    newcomer.choose()
    assert Citizen.objects.get().email == "other@pochta.example"


def test_a_draft_is_forgotten_before_the_next_child_sits_down(
    newcomer: Newcomer, settings: Any
) -> None:
    newcomer.register()
    settings.CLOCK_OFFSET = timedelta(minutes=31)
    assert "Мельник" not in typed_in(newcomer)
    assert path_of(newcomer.client.get("/register/password")) == "/register"


def test_pages_without_a_draft_lead_to_the_first_one(newcomer: Newcomer) -> None:
    newcomer.query = "?next=/account"
    for path in ("/register/code", "/register/password"):
        for answer in (newcomer.client.get(f"{path}?next=/account"), newcomer.post(path)):
            assert answer["Location"] == "/register?next=%2Faccount"
    assert path_of(newcomer.client.get("/registered")) == "/signin"


def test_a_taken_contact_is_told_to_its_owner_alone(newcomer: Newcomer) -> None:
    owner = citizen(phone=PHONE, phone_verified=True)
    taken, free = newcomer.register(), Newcomer().register(contact="+7 199 222-22-15")
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    told = {message.to: message for message in messages()}
    assert told[PHONE].code is None
    assert f"{configured.PUBLIC_URL}/signin" in told[PHONE].text
    page = newcomer.client.get("/register/code").content.decode()
    assert "222-22-14" not in page.replace("*", "")
    newcomer.type_code("000000")
    newcomer.type_code(told["+71992222215"].code or "")
    assert path_of(newcomer.client.get("/register/password")) == "/register/code"
    assert list(Citizen.objects.all()) == [owner]


def test_the_slower_of_two_with_one_phone_is_led_to_the_sign_in(newcomer: Newcomer) -> None:
    newcomer.register()
    newcomer.type_code()
    quicker = citizen(phone=PHONE, phone_verified=True)
    answer = newcomer.choose()
    assert answer.status_code == 409
    assert 'data-why="contact-taken"' in answer.content.decode()
    assert PHONE[1:] not in " ".join(re.findall(r'href="([^"]*)"', answer.content.decode()))
    for path in ("/signin", "/recover"):
        assert f'value="{PHONE}"' in newcomer.client.get(path).content.decode()
    assert list(Citizen.objects.all()) == [quicker]


@pytest.mark.parametrize("password", ["", "1234567", "password", "Мельник1", " " * 3])
def test_a_weak_password_is_refused_with_a_sentence(newcomer: Newcomer, password: str) -> None:
    newcomer.register()
    newcomer.type_code()
    answer = newcomer.choose(password)
    assert answer.status_code == 200
    assert "_error" in answer.content.decode()
    assert not Citizen.objects.exists()


def test_each_button_may_be_pressed_twice(newcomer: Newcomer) -> None:
    newcomer.register()
    assert path_of(newcomer.register()) == "/register/code"
    assert len(messages()) == 1
    code = code_sent()
    newcomer.type_code(code)
    assert path_of(newcomer.type_code(code)) == "/register/password"
    newcomer.choose()
    assert path_of(newcomer.choose()) == "/registered"
    assert Citizen.objects.count() == 1


def test_a_second_press_whose_session_is_gone_signs_in(newcomer: Newcomer) -> None:
    newcomer.register()
    newcomer.type_code()
    newcomer.choose()
    late = Newcomer()
    assert path_of(late.choose(contact=PHONE)) == "/registered"
    assert path_of(Newcomer().choose("other-password", contact=PHONE)) == "/register"
    assert late.client.get("/registered").status_code == 200


def test_under_14_the_teacher_is_told_and_from_14_the_level_is_raised(
    newcomer: Newcomer,
) -> None:
    page = newcomer.whole().content.decode()
    assert 'data-step="tell-teacher"' in page
    assert '<svg class="qr"' in page
    assert "+7 199 222-22-14" in page
    assert 'data-share="Мельник Артём, +7 199 222-22-14"' in page
    birthday = clock.now().date()
    grown = Newcomer()
    born = f"{birthday:%d.%m.}{birthday.year - 14}"
    page = grown.whole(contact="b@pochta.example", birthdate=born).content.decode()
    assert 'data-step="raise-level"' in page
    assert '<svg class="qr"' in page
    assert pressed(page) == ["/level/documents"]


def test_whoever_came_from_a_client_finds_the_way_back_beside_what_is_left(
    newcomer: Newcomer,
) -> None:
    goal = sign(Goal("Школа № 12", "https://school.example"))
    newcomer.query = f"?next=/authorize%3Fclient_id%3Dschool&goal={goal}"
    behind = "После регистрации откроется сайт «Школа № 12»."
    newcomer.register()
    for step in "/register", "/register/code":
        assert behind in newcomer.client.get(f"{step}{newcomer.query}").content.decode()
    page = newcomer.whole().content.decode()
    assert 'href="/authorize?client_id=school" class="btn quiet wide"' in page
    assert "Школа № 12" in page


def test_the_way_on_is_a_path_of_this_site_and_a_goal_of_our_own(newcomer: Newcomer) -> None:
    newcomer.query = "?next=https://evil.example/&goal=evil.example"
    page = newcomer.whole().content.decode()
    assert "evil.example" not in page


def test_who_is_in_already_goes_on(newcomer: Newcomer) -> None:
    newcomer.whole()
    assert newcomer.client.get("/register?next=/account")["Location"] == "/account"
    assert newcomer.register()["Location"] == "/"
