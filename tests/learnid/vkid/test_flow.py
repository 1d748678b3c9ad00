"""An app signs a learner in by VK ID's words: what it is told, and what the person sees."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import RequestFactory

from parta.idp.consent.models import Consent
from parta.idp.provider import jose
from parta.idp.provider.models import Client, Grant
from parta.learnid.profiles.write import make
from tests.learnid.asking import PHONE, learner
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.vkid.app import (
    ORIGIN,
    Asking,
    agreed,
    answered,
    app,
    auth,
    post,
    signed_in,
    through,
)
from tests.learnid.walk import SAID, Walker

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_app() -> Client:
    return app()


@pytest.fixture
def anya() -> Any:
    return learner(ANYA, password="").profiles.get()


def tokens(asking: Asking, answer: dict[str, str]) -> dict[str, Any]:
    found = auth(asking.form(answer))
    assert found.status_code == 200, found.content
    return dict(found.json())


def info(asking: Asking, token: str, path: str = "user_info") -> Any:
    form = {"access_token": token, "client_id": asking.client.client_id}
    return post(f"/oauth2/{path}", form)


def test_the_answer_has_vks_shape(client_app: Client, anya: Any) -> None:
    answer, _ = through(asking := Asking(client_app))
    given = {name: answer.pop(name) for name in ("code", "device_id")}
    assert answer == {
        "state": "st-1",
        "type": "code_v2",
        "expires_in": "60",
        "iss": "http://127.0.0.1:8002",
    }
    got = tokens(asking, given)
    assert all(got.pop(name) for name in ("access_token", "refresh_token", "id_token"))
    assert isinstance(got.pop("user_id"), int)
    assert got == {
        "token_type": "Bearer",
        "expires_in": 3600,
        "state": "st-2",
        "scope": "vkid.personal_info phone",
    }


def test_the_person_is_told_whole_and_masked(client_app: Client, anya: Any) -> None:
    answer, _ = through(asking := Asking(client_app))
    got = tokens(asking, answer)
    user = str(got["user_id"])
    claims = jose.own(got["id_token"])
    whose = (user, client_app.client_id, int(client_app.client_id))
    assert (claims["sub"], claims["aud"], claims["app"]) == whose
    assert info(asking, got["access_token"]).json() == {
        "user": {
            "user_id": user,
            "first_name": "Анна",
            "last_name": "Ковалёва",
            "phone": PHONE[1:],
            "sex": 1,
            "birthday": "14.03.2013",
            "verified": False,
        }
    }
    told = {"id_token": got["id_token"], "client_id": client_app.client_id}
    masked = {"first_name": "Анна", "last_name": "К.", "phone": "+7 *** ** *11"}
    shown = post("/oauth2/public_info", told).json()
    assert shown == {"user": {"user_id": user, **masked}}


def test_what_was_not_asked_for_is_not_told(client_app: Client, anya: Any) -> None:
    answer, _ = through(asking := Asking(client_app, {"scope": None}))
    told = info(asking, tokens(asking, answer)["access_token"]).json()["user"]
    assert set(told) == {"user_id", "first_name", "last_name", "sex", "birthday", "verified"}


def test_the_person_sees_what_is_handed_over_and_is_asked_once(
    client_app: Client, anya: Any
) -> None:
    walker = signed_in(Walker(Asking(client_app).url))
    assert "Кто входит?" in walker.text
    walker.press(profile=str(anya.pk))
    assert "Класс увидит" not in walker.text
    walker.press(family_name="Ковалёва", given_name="Анна", birthdate="14.03.2013", gender="female")
    for said in ("«Кружок»", "Ковалёва Анна", "14.03.2013", "+7 199 111-11-11"):
        assert said in walker.text
    assert answered(agreed(walker))["code"]
    assert answered(walker.go(Asking(client_app).url))["code"]
    assert Consent.objects.count() == 1
    assert "телефон" in walker.open("/account/security").text


@pytest.mark.proves("attack:consent-bypass", "asvs:10.7.1")
def test_an_app_at_a_scheme_of_its_own_is_asked_about_each_time(
    client_app: Client, anya: Any
) -> None:
    address = f"vk{client_app.client_id}://vk.ru/blank.html"
    Client.objects.update(redirect_uris=[address])
    asking = Asking(client_app, {"redirect_uri": address})
    walker = signed_in(Walker(asking.url))
    agreed(walker.press(profile=str(anya.pk)).press(**SAID))
    assert Consent.objects.count() == 1
    again = walker.go(asking.url)
    assert again.status_code == 200
    assert "спрашиваем каждый раз" in again.content.decode()
    silent = walker.go(Asking(client_app, {"redirect_uri": address, "prompt": "none"}).url)
    assert "error=" in silent["Location"]


def test_saying_no_is_told(client_app: Client, anya: Any) -> None:
    asking = Asking(client_app)
    _, walker = through(asking)
    page = walker.go(Asking(client_app, {"prompt": "consent"}).url)
    action = page.content.decode().split('action="')[1].split('"')[0].replace("&amp;", "&")
    refused = answered(walker.go(action, decision="deny"))
    assert (refused["error"], refused["state"]) == ("access_denied", "st-1")


def test_a_learner_with_several_profiles_chooses(client_app: Client, anya: Any) -> None:
    misha = make(anya.owner, MISHA, RequestFactory().get("/"))
    _, walker = through(Asking(client_app))
    walker.page = walker.go(Asking(client_app, {"prompt": "select_account"}).url)
    assert "Анна Ковалёва" in walker.text
    links = re.findall(r'href="(/profile/choose[^"]*)"', walker.page.content.decode())
    walker.page = walker.go(unescape(links[0]))
    walker.press(profile=str(misha.pk))
    walker.press(family_name="Ковалёв", given_name="Михаил", birthdate="14.03.2013", gender="male")
    answer = answered(agreed(walker))
    asked = {grant.holder for grant in Grant.objects.all()}
    assert asked == {anya.pk, misha.pk}
    assert answer["state"] == "st-1"


@pytest.mark.parametrize(
    ("signed", "prompt", "error"),
    [(False, "none", "login_required"), (True, "none", "consent_required")],
)
def test_prompt_none_asks_nobody(
    client_app: Client, anya: Any, signed: bool, prompt: str, error: str
) -> None:
    walker = Walker()
    if signed:
        _, walker = through(Asking(app("Другой")))
    page = walker.go(Asking(client_app, {"prompt": prompt}).url)
    assert answered(page)["error"] == error


def test_prompt_login_asks_anew_and_cant_be_walked_past(client_app: Client, anya: Any) -> None:
    _, walker = through(Asking(client_app))
    asking = Asking(client_app, {"prompt": "login"})
    assert walker.open(asking.url).at == "/signin"
    assert walker.open(f"{asking.url}&fresh=x").at == "/signin"


def test_the_page_speaks_the_wanted_language(client_app: Client, anya: Any) -> None:
    assert "Your phone" in Walker(Asking(client_app, {"lang_id": "3"}).url).text


def test_two_apps_know_a_person_by_two_numbers_and_the_same_app_by_one(anya: Any) -> None:
    first, other = app("Первый"), app("Второй")
    answer, walker = through(asking := Asking(first))
    numbers = [tokens(asking, answer)["user_id"]]
    for each in (first, other):
        asking = Asking(each)
        walker.page = walker.go(asking.url)
        answer = answered(walker.page if each is first else agreed(walker))
        numbers.append(tokens(asking, answer)["user_id"])
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_refresh_token_turns_over(client_app: Client, anya: Any) -> None:
    answer, _ = through(asking := Asking(client_app))
    got = tokens(asking, answer)
    again = auth(asking.refreshing(answer, got["refresh_token"])).json()
    assert again["user_id"] == got["user_id"]
    assert again["refresh_token"] != got["refresh_token"]
    assert info(asking, again["access_token"]).status_code == 200


def test_a_browser_sends_most_in_the_address(client_app: Client, anya: Any) -> None:
    answer, _ = through(asking := Asking(client_app))
    form = asking.form(answer)
    body = {"code": form.pop("code")}
    found = post("/oauth2/auth", body, form, Origin=ORIGIN)
    assert found.status_code == 200
    assert found["Access-Control-Allow-Origin"] == ORIGIN
    assert found["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["logout", "revoke"])
def test_after_the_end_the_tokens_are_dead(path: str, client_app: Client, anya: Any) -> None:
    answer, walker = through(asking := Asking(client_app))
    got = tokens(asking, answer)
    assert info(asking, got["access_token"], path).json() == {"response": 1}
    assert info(asking, got["access_token"]).status_code == 401
    assert auth(asking.refreshing(answer, got["refresh_token"])).status_code == 400
    assert Consent.objects.exists() is (path == "logout")
    assert walker.open("/account").at == "/account"


def test_a_token_lives_an_hour(client_app: Client, anya: Any, settings: Any) -> None:
    answer, _ = through(asking := Asking(client_app))
    got = tokens(asking, answer)
    settings.CLOCK_OFFSET = timedelta(hours=1, seconds=5)
    assert info(asking, got["access_token"]).status_code == 401
    shown = {"id_token": got["id_token"], "client_id": client_app.client_id}
    assert post("/oauth2/public_info", shown).status_code == 401


def test_who_leaves_the_profile_is_unknown_at_once(client_app: Client, anya: Any) -> None:
    answer, walker = through(asking := Asking(client_app))
    got = tokens(asking, answer)
    walker.open(f"/profile/{anya.pk}/leave").press()
    assert info(asking, got["access_token"]).status_code == 401
    assert auth(asking.refreshing(answer, got["refresh_token"])).status_code == 400
