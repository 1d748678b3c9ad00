"""The cabinet: the people of a phone, for its owner alone."""

import pytest
from django.test import Client, RequestFactory

from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.write import make
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import SAID, Walker, messages

PHONE = "+71991111111"
pytestmark = pytest.mark.django_db


def owner_of(said: dict[str, object], phone: str) -> tuple[Learner, Profile]:
    learner = Learner.objects.create(phone=phone, password="!")
    return learner, make(learner, said, RequestFactory().get("/"))


@pytest.fixture
def inside() -> Walker:
    """Anya's own browser, signed in without a client."""
    owner_of(ANYA, PHONE)
    walker = Walker().press(phone=PHONE)
    return walker.press(code=messages(PHONE)[-1])


def test_a_sign_in_without_a_client_leads_to_the_account(inside: Walker) -> None:
    assert inside.at == "/account"
    assert "Ковалёва Анна" in inside.text
    assert "+7 199 111-11-11" in inside.text
    assert inside.open("/").at == "/account"


def test_a_profile_is_corrected_by_its_owner(inside: Walker) -> None:
    profile = Profile.objects.get()
    inside.open(f"/profile/{profile.pk}/edit").press(**SAID | {"birthdate": "31.02.2013"})
    assert "Такого дня нет" in inside.text
    inside.press(**SAID | {"middle_name": "Дмитриевна"})
    assert inside.at == f"/profile/{profile.pk}"
    assert str(Profile.objects.get()) == "Ковалёва Анна Дмитриевна"


def test_two_profiles_never_become_one(inside: Walker) -> None:
    anya = Profile.objects.get()
    make(anya.owner, MISHA, RequestFactory().get("/"))
    misha = SAID | {"family_name": "Ковалёв", "given_name": "Михаил", "gender": "male"}
    inside.open(f"/profile/{anya.pk}/edit").press(**misha | {"birthdate": "14.03.2013"})
    assert inside.at == f"/profile/{anya.pk}/edit"
    assert "уже есть" in inside.text


def test_another_persons_profile_is_absent(inside: Walker) -> None:
    _, theirs = owner_of(MISHA, "+71992222222")
    for key in (theirs.pk, "00000000-0000-0000-0000-000000000000"):
        assert inside.open(f"/profile/{key}").page.status_code == 404
        assert inside.open(f"/profile/{key}/edit").page.status_code == 404
        assert inside.press(**SAID).page.status_code == 404
    assert str(Profile.objects.get(pk=theirs.pk)) == "Ковалёв Михаил"


@pytest.mark.parametrize("path", ["/account", "/profile/00000000-0000-0000-0000-000000000000"])
def test_a_stranger_signs_in_first(path: str, client: Client) -> None:
    assert client.get(path)["Location"].startswith("/signin?next=")


@pytest.mark.parametrize("path", ["/terms", "/privacy"])
def test_what_one_agrees_to_can_be_read(path: str, client: Client) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.content.decode().count("<h1>") == 1
    assert client.post(path).status_code == 405
