"""More than a password at the learning site: a passkey, and an app behind the code from the SMS."""

from datetime import timedelta
from typing import Any

import pytest

from parta.learnid.profiles.models import Profile
from tests.idp.authenticator import ORIGIN, Device
from tests.idp.party import PASSWORD, Party
from tests.idp.proving import add_passkey, code, signed_in, with_app
from tests.learnid.asking import PHONE, asked_by, learner, told, typed_code
from tests.learnid.test_profiles import ANYA
from tests.learnid.walk import SAID, Walker

pytestmark = pytest.mark.django_db


def known(walker: Walker) -> Walker:
    return typed_code(walker.press(phone=PHONE).press(password=PASSWORD))


def test_password_and_sms_do_not_lead_past_the_app(school: Party) -> None:
    with_app(learner(ANYA))
    asked = asked_by(school)
    walker = known(Walker(asked.url))
    assert walker.at == "/signin/second"
    assert not signed_in(walker)
    assert Walker.go(walker, asked.url).request["PATH_INFO"].startswith("/signin")


def test_the_app_s_code_leads_on_to_the_profile_and_the_client(school: Party) -> None:
    with_app(learner(ANYA))
    asked = asked_by(school)
    walker = known(Walker(asked.url)).press(code=code())
    assert walker.at == "/profile/choose"
    walker.press(profile=str(Profile.objects.get().pk)).press(**SAID)
    assert told(asked, walker)["given_name"] == "Анна"


def test_a_second_press_on_the_code_leads_to_the_app_too(school: Party) -> None:
    with_app(learner(ANYA))
    walker = Walker(asked_by(school).url).press(phone=PHONE).press(password=PASSWORD)
    where = walker.address
    typed_code(walker)
    walker.page = walker.go(where, code="123456")
    assert walker.at == "/signin/second"


def test_a_passkey_enters_and_a_fresh_sign_in_asks_whose_profile(
    school: Party, settings: Any
) -> None:
    settings.PUBLIC_URL = ORIGIN
    learner(ANYA)
    device = Device()
    walker = known(Walker(asked_by(school).url))
    add_passkey(walker, device)
    walker.press(profile=str(Profile.objects.get().pk)).press(**SAID)
    settings.CLOCK_OFFSET += timedelta(minutes=3)
    walker.open(asked_by(school, prompt="login").url)
    assert walker.at == "/signin"
    assert 'data-passkey="prove"' in walker.page.content.decode()
    options = walker.get("/signin/passkey/options").json()
    walker.press(to="/signin/passkey", credential=device.prove(options))
    assert walker.at == "/profile/choose"
    assert walker.session["signin"]["amr"] == ["hwk", "mfa"]
