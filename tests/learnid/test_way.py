"""The way from a number to a learning profile: three variants, page by page."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from joserfc import jwt
from joserfc.jwk import KeySet

from parta.audit.models import AuditEvent
from parta.idp.consent.models import Consent
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.write import make
from parta.learnid.signin import phone as phone_page
from parta.learnid.signin.rules import LOOKUPS
from tests.idp.party import PASSWORD, Ask, Party, answer, ask, redeem, register, userinfo
from tests.idp.test_clients import pushed
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import SAID, Walker, messages

PHONE = "+71991111111"
PASSWORD_HASH: list[str] = []
LATER = [
    "/signin/password",
    "/signin/code",
    "/profile/choose",
    "/profile/create",
    "/profile/about",
    "/profile/check",
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def school(db: None) -> Party:
    return register("school", ["openid", "learning_profile"])


def asked_by(school: Party, **changes: str) -> Ask:
    return ask(school, scope="openid learning_profile", **changes)


def learner(*people: dict[str, Any], password: str = PASSWORD, phone: str = PHONE) -> Learner:
    PASSWORD_HASH.extend([] if PASSWORD_HASH else [make_password(PASSWORD)])
    kept = PASSWORD_HASH[0] if password else make_password(None)
    found = Learner.objects.create(phone=phone, password=kept)
    for said in people:
        make(found, said, RequestFactory().get("/"))
    return found


def told(asked: Ask, walker: Walker) -> dict[str, Any]:
    """What the school learns when the last press has led back to it."""
    code = answer(walker.page, asked.party)["code"]
    token = redeem(asked, code).json()["access_token"]
    said: dict[str, Any] = userinfo(token).json()
    assert said.pop("sub")
    return said


def typed_code(walker: Walker) -> Walker:
    assert walker.at == "/signin/code"
    return walker.press(code=messages(PHONE)[-1])


def field(walker: Walker, name: str) -> tuple[str, bool]:
    """What stands in a field, and whether it is tinted as known."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]*>', walker.page.content.decode())
    assert found
    value = re.search(r' value="([^"]*)"', found[0])
    return unescape(value[1]) if value else "", 'class="in filled"' in found[0]


def test_variant_1_an_account_and_a_profile(school: Party) -> None:
    learner(ANYA)
    asked = asked_by(school)
    walker = Walker(asked.url)
    assert walker.at == "/signin"
    assert "Передаваемые данные" in walker.text
    walker.press(phone="8 (199) 111 11 11")
    assert walker.at == "/signin/password"
    assert "+7 *** ** *11" in walker.text
    assert "Забыли или не установили пароль?" in walker.text
    assert messages(PHONE) == []
    typed_code(walker.press(password=PASSWORD))
    assert walker.at == "/profile/choose"
    assert "Продолжить в учебном профиле" in walker.text
    walker.press(profile=str(Profile.objects.get().pk))
    assert walker.at == "/profile/check"
    assert 'value="Ковалёва"' in walker.page.content.decode()
    assert told(asked, walker.press(**SAID)) == {
        "family_name": "Ковалёва",
        "given_name": "Анна",
        "birthdate": "2013-03-14",
        "gender": "female",
    }


def test_variant_2_an_account_without_a_profile(school: Party) -> None:
    learner()
    asked = asked_by(school)
    walker = Walker(asked.url).press(phone=PHONE).press(password=PASSWORD)
    typed_code(walker)
    assert walker.at == "/profile/create"
    assert "Создать учебный профиль" in walker.text
    walker.press()
    assert walker.at == "/profile/about"
    assert "Информация о себе" in walker.text
    assert told(asked, walker.press(**SAID))["given_name"] == "Анна"
    assert Profile.objects.count() == 1


def test_variant_3_no_account(school: Party) -> None:
    asked = asked_by(school)
    walker = typed_code(Walker(asked.url).press(phone="1991111111"))
    assert walker.at == "/profile/about"
    walker.press(**SAID)
    assert walker.at == "/profile/create"
    assert "Ковалёва Анна" in walker.text
    assert not Profile.objects.exists()
    walker.press()
    assert walker.at == "/profile/check"
    assert told(asked, walker.press(**SAID))["family_name"] == "Ковалёва"
    assert not Learner.objects.get().has_usable_password()
    actions = [e.action for e in AuditEvent.objects.order_by("pk")]
    assert actions == ["account.made", "profile.made", "consent.given"]


@pytest.mark.parametrize(
    ("password", "amr"), [(PASSWORD, ["pwd", "otp", "sms"]), ("", ["otp", "sms"])]
)
def test_the_id_token_tells_how_the_person_signed_in(
    password: str, amr: list[str], school: Party
) -> None:
    learner(ANYA, password=password)
    asked = asked_by(school)
    walker = Walker(asked.url).press(phone=PHONE)
    if password:
        walker.press(password=password)
    typed_code(walker).press(profile=str(Profile.objects.get().pk)).press(**SAID)
    tokens = redeem(asked, answer(walker.page, school)["code"]).json()
    keys = KeySet.import_key_set(walker.get("/jwks").json())
    assert jwt.decode(tokens["id_token"], keys, algorithms=["RS256"]).claims["amr"] == amr


def test_who_comes_again_in_the_same_browser_is_asked_nothing(school: Party) -> None:
    learner(ANYA)
    walker = Walker(asked_by(school).url).press(phone=PHONE).press(password=PASSWORD)
    typed_code(walker).press(profile=str(Profile.objects.get().pk)).press(**SAID)
    assert "code" in answer(walker.open(asked_by(school).url).page, school)


def test_a_fresh_sign_in_asks_anew_whose_profile_it_is(school: Party, settings: Any) -> None:
    learner(ANYA)
    walker = Walker(asked_by(school).url).press(phone=PHONE).press(password=PASSWORD)
    typed_code(walker).press(profile=str(Profile.objects.get().pk)).press(**SAID)
    settings.CLOCK_OFFSET += timedelta(minutes=3)
    walker.open(asked_by(school, prompt="login").url)
    assert walker.at == "/signin"
    typed_code(walker.press(phone=PHONE).press(password=PASSWORD))
    assert walker.at == "/profile/choose"


def test_what_the_school_knows_is_filled_in(school: Party) -> None:
    told = {
        "family_name": "Ковалёва",
        "given_name": "Анна",
        "birthdate": "2013-03-14",
        "gender": "female",
        "phone_number": PHONE,
    }
    claims = json.dumps({"userinfo": {name: {"value": value} for name, value in told.items()}})
    walker = Walker(asked_by(school, claims=claims).url)
    assert field(walker, "phone") == ("+7 199 111-11-11", True)
    typed_code(walker.press(phone=PHONE))
    assert field(walker, "family_name") == ("Ковалёва", True)
    assert field(walker, "middle_name") == ("", False)
    assert field(walker, "birthdate") == ("14.03.2013", True)
    assert "Заполнили по школьному дневнику" in walker.text
    walker.press(**SAID | {"family_name": "Ковалева", "given_name": "7"})
    assert field(walker, "family_name") == ("Ковалева", False)
    assert field(walker, "birthdate") == ("14.03.2013", True)


def test_the_school_means_a_child_who_has_no_profile_yet(school: Party) -> None:
    learner(ANYA)
    told = {"family_name": "Ковалёв", "given_name": "Михаил", "birthdate": "2017-04-21"}
    claims = json.dumps({"userinfo": {name: {"value": value} for name, value in told.items()}})
    walker = Walker(asked_by(school, claims=claims).url)
    typed_code(walker.press(phone=PHONE).press(password=PASSWORD))
    assert "Профиля «Михаил Ковалёв» у этого номера ещё нет" in walker.text
    walker.press(to="/profile/create", another="1")
    assert field(walker, "given_name") == ("Михаил", True)


def test_a_forgotten_password_comes_back_by_the_phone(school: Party) -> None:
    learner(ANYA)
    asked = asked_by(school)
    walker = Walker(asked.url).press(phone=PHONE)
    forgotten = re.search(r'href="(/recover[^"]*)"', walker.page.content.decode())
    assert forgotten
    assert PHONE[1:] not in forgotten[1]
    assert f'value="{PHONE}"' in walker.open(unescape(forgotten[1])).page.content.decode()
    walker.press(identifier=PHONE)
    walker.press(code=messages(PHONE)[-1]).press(password="пять слов новой песни")
    assert walker.at == "/profile/choose"
    assert Learner.objects.get().check_password("пять слов новой песни")


def test_a_number_that_was_closed_is_told_so_once_it_is_proved(school: Party) -> None:
    Learner.objects.create(phone=PHONE, is_active=False)
    walker = typed_code(Walker(asked_by(school).url).press(phone=PHONE))
    assert walker.page.status_code == 403
    assert 'data-reason="closed"' in walker.page.content.decode()
    assert walker.open("/profile/about").at == "/signin"


def test_the_last_form_may_end_at_the_client_and_nowhere_else(school: Party) -> None:
    walker = Walker(asked_by(school).url)
    assert "form-action 'self' https://party.example;" in walker.page["Content-Security-Policy"]
    typed_code(walker.press(phone=PHONE))
    assert "form-action 'self' https://party.example;" in walker.page["Content-Security-Policy"]
    walker.open("/signin?again=1&next=https://evil.example/&goal=x")
    assert "form-action 'self';" in walker.page["Content-Security-Policy"]


def test_a_known_number_without_a_password_goes_from_the_phone_to_the_code(school: Party) -> None:
    learner(ANYA, password="")
    walker = typed_code(Walker(asked_by(school).url).press(phone=PHONE))
    assert walker.at == "/profile/choose"


def test_a_child_without_a_phone_has_a_profile_under_a_parents_number(
    school: Party, settings: Any
) -> None:
    learner(ANYA)
    subjects = {}
    for said in (SAID, MISHA | {"birthdate": "21.04.2017"}):
        settings.CLOCK_OFFSET += timedelta(minutes=3)  # a number gets a code in two minutes
        asked = asked_by(school)
        walker = Walker(asked.url).press(phone=PHONE).press(password=PASSWORD)
        typed_code(walker)
        if said is SAID:
            walker.press(profile=str(Profile.objects.get().pk))
        else:
            walker.press(to="/profile/create", another="1")
            assert walker.at == "/profile/about"
        page = walker.press(**said).page
        token = redeem(asked, answer(page, school)["code"]).json()["access_token"]
        found = userinfo(token).json()
        subjects[found["given_name"]] = found["sub"]
    assert set(subjects) == {"Анна", "Михаил"}
    assert len(set(subjects.values())) == 2
    assert Consent.objects.count() == 2
    assert Learner.objects.count() == 1


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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Впишите номер телефона"),
        ("199 111", "Проверьте цифры номера"),
        ("a@b.example", "Проверьте цифры номера"),
        ("<b>+71991111111</b>", "Проверьте цифры номера"),
        ("\x00", ""),
    ],
)
def test_what_is_no_number_is_told_on_the_page(typed: str, said: str) -> None:
    walker = Walker().press(phone=typed, pressed="1")
    assert walker.at == "/signin"
    assert said in walker.text
    assert messages(PHONE) == []


def test_a_wrong_password_is_slowed_down_and_leads_to_no_code() -> None:
    learner(ANYA)
    walker = Walker().press(phone=PHONE)
    for _ in range(5):
        walker.press(password="wrong")
        assert walker.at == "/signin/password"
    assert walker.page.status_code == 200
    assert "Пароль не подошёл" in walker.text
    walker.press(password=PASSWORD)
    assert walker.page.status_code == 429
    assert int(walker.page["Retry-After"]) <= 5
    assert f'value="{PASSWORD}"' in walker.page.content.decode()
    assert messages(PHONE) == []


def test_numbers_are_looked_up_at_a_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_page, "LOOKUPS", replace(LOOKUPS, free=3))
    walker = Walker()
    for number in (1, 1, 2, 3):  # the same number is told once
        walker.open("/signin").press(phone=f"+7199222000{number}")
        assert walker.at == "/signin/code"
    walker.open("/signin").press(phone="+71992220004")
    assert (walker.at, walker.page.status_code) == ("/signin", 429)
    assert 'data-reason="too-many-tries"' in walker.page.content.decode()
    assert messages("+71992220004") == []


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
        looks = [q for q in asked.captured_queries if 'FROM "provider_client"' in q["sql"]]
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
