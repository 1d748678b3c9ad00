"""The way from a number to a learning profile: three variants, page by page."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from parta.audit.models import AuditEvent
from parta.idp.consent.models import Consent
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile
from tests.idp.party import PASSWORD, Party, answer, redeem, userinfo
from tests.learnid.asking import PHONE, asked_by, field, learner, told, typed_code
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import SAID, Walker, messages

pytestmark = pytest.mark.django_db


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
