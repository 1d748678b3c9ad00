"""Closing an account that keeps several people: their profiles go with it."""

from datetime import timedelta
from typing import Any

import pytest

from parta.idp.cabinet.jobs import erase_closed_accounts
from parta.kit.clock import now
from parta.learnid.learners.models import Learner
from parta.learnid.parents.models import Parent
from parta.learnid.profiles.models import Profile
from tests.learnid.test_account import PHONE, owner_of
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import Walker, messages

pytestmark = pytest.mark.django_db
OTHER = "+71992222222"


def inside(phone: str = PHONE) -> Walker:
    walker = Walker().press(phone=phone)
    return walker.press(code=messages(phone)[-1])


def test_who_comes_by_a_code_has_the_account_back(settings: Any) -> None:
    learner, _ = owner_of(ANYA, PHONE)
    inside().open("/account/close").press()
    learner.refresh_from_db()
    assert learner.closes_at is not None
    settings.CLOCK_OFFSET = timedelta(minutes=3)
    again = inside()
    assert again.at == "/account/closing"
    again.press("/account/closing/have-back", next="/account")
    assert again.at == "/account/security"
    learner.refresh_from_db()
    assert learner.closes_at is None


def test_profiles_and_what_was_asked_of_the_phone_go_with_it(settings: Any) -> None:
    _, theirs = owner_of(MISHA, OTHER)
    learner, own = owner_of(ANYA, PHONE)
    Parent.objects.create(profile=theirs, phone=PHONE)
    Parent.objects.create(profile=own, phone=OTHER)
    inside().open("/account/close").press()
    settings.CLOCK_OFFSET = timedelta(days=30, minutes=1)
    erase_closed_accounts()
    assert list(Profile.objects.all()) == [theirs]
    assert not Parent.objects.exists()
    assert not Learner.objects.filter(pk=learner.pk).exists()


def test_who_had_the_number_before_stays_a_parent(settings: Any) -> None:
    """Confirmed under the number, and goes on under another; then it is somebody else's."""
    mama, _ = owner_of(MISHA, OTHER)
    _, child = owner_of(ANYA, PHONE)
    number = "+71993333333"
    row = Parent.objects.create(profile=child, phone=number, account=mama, confirmed_at=now())
    Learner.objects.create(phone=number, password="!", closes_at=now())
    erase_closed_accounts()
    assert not Learner.objects.filter(phone=number).exists()
    assert Parent.objects.get() == row


def test_the_file_holds_the_people_of_the_phone() -> None:
    owner_of(MISHA, OTHER)
    owner_of(ANYA, PHONE)
    told = inside().send("/account/data").json()
    assert [row["given_name"] for row in told["profiles"]] == ["Анна"]
    assert told["account"][0]["phone"] == PHONE
