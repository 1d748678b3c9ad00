"""What others try with an app's codes and tokens: each gets the same refusal."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Http

from parta.idp.provider import jose
from parta.idp.provider.models import AccessToken, Client, Grant
from tests.forms import RUBBISH
from tests.idp.party import register
from tests.learnid.asking import learner
from tests.learnid.test_profiles import ANYA
from tests.learnid.vkid.app import BACK, ORIGIN, Asking, app, auth, post, through
from tests.learnid.walk import Walker

pytestmark = pytest.mark.django_db
OWN = ("auth", "user_info", "public_info", "logout", "revoke")


@pytest.fixture
def asking() -> Asking:
    learner(ANYA, password="")
    return Asking(app())


@pytest.fixture
def answer(asking: Asking) -> dict[str, str]:
    return through(asking)[0]


def refused(response: Any, error: str, status: int = 400) -> None:
    assert (response.status_code, response.json()["error"]) == (status, error)


def test_the_sound_request_would_have_been_answered(asking: Asking, answer: dict[str, str]) -> None:
    assert auth(asking.form(answer)).status_code == 200


@pytest.mark.proves("asvs:10.4.6", "attack:code-injection")
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "a" * 43}, "invalid_grant"),
        ({"code_verifier": "a" * 42}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_grant"),
        ({"device_id": "0" * 32}, "invalid_grant"),
        ({"device_id": None}, "invalid_grant"),
        ({"redirect_uri": "https://app.example/other"}, "invalid_grant"),
        ({"redirect_uri": None}, "invalid_grant"),
        ({"code": "x"}, "invalid_grant"),
        ({"code": None}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": None}, "invalid_request"),
    ],
)
def test_a_code_alone_is_worth_nothing(
    changes: dict[str, str | None], error: str, asking: Asking, answer: dict[str, str]
) -> None:
    refused(auth(asking.form(answer, **changes)), error)
    assert not AccessToken.objects.exists()
    assert auth(asking.form(answer)).status_code == 200


@pytest.mark.proves("attack:code-injection")
def test_another_app_gets_nothing_for_the_code(asking: Asking, answer: dict[str, str]) -> None:
    other = app("Чужой")
    refused(auth(asking.form(answer, client_id=other.client_id)), "invalid_grant")
    refused(auth(asking.form(answer, client_id="999999999")), "invalid_client", 401)
    refused(auth(asking.form(answer, client_id="school")), "invalid_client", 401)


@pytest.mark.proves("asvs:10.4.2")
def test_a_code_used_twice_takes_back_what_it_gave(asking: Asking, answer: dict[str, str]) -> None:
    got = auth(asking.form(answer)).json()
    refused(auth(asking.form(answer)), "invalid_grant")
    told = {"access_token": got["access_token"], "client_id": asking.client.client_id}
    refused(post("/oauth2/user_info", told), "invalid_token", 401)
    refused(auth(asking.refreshing(answer, got["refresh_token"])), "invalid_grant")


def test_a_refresh_token_used_twice_ends_the_whole_grant(
    asking: Asking, answer: dict[str, str]
) -> None:
    first = auth(asking.form(answer)).json()["refresh_token"]
    second = auth(asking.refreshing(answer, first)).json()
    refused(auth(asking.refreshing(answer, first)), "invalid_grant")
    refused(auth(asking.refreshing(answer, second["refresh_token"])), "invalid_grant")
    assert Grant.objects.get().revoked_at


def test_a_refresh_token_is_of_its_app_and_its_browser(
    asking: Asking, answer: dict[str, str]
) -> None:
    token, other = auth(asking.form(answer)).json()["refresh_token"], app("Чужой")
    for changes in ({"device_id": "0" * 32}, {"client_id": other.client_id}):
        refused(auth(asking.refreshing(answer, token, **changes)), "invalid_grant")
    assert auth(asking.refreshing(answer, token)).status_code == 200


@pytest.mark.proves("asvs:10.3.1", "attack:token-substitution")
@pytest.mark.parametrize("path", ["user_info", "logout", "revoke"])
def test_a_token_of_another_app_is_none(path: str, asking: Asking, answer: dict[str, str]) -> None:
    """Else an app could sign in as a person by a token that it was given elsewhere."""
    token, other = auth(asking.form(answer)).json()["access_token"], app("Чужой")
    told = {"access_token": token, "client_id": other.client_id}
    refused(post(f"/oauth2/{path}", told), "invalid_token", 401)
    assert Grant.objects.get().revoked_at is None


@pytest.mark.proves("attack:token-substitution", "attack:mixed-up-issuer")
def test_an_id_token_of_another_app_or_another_issuer_shows_nobody(
    asking: Asking, answer: dict[str, str]
) -> None:
    token, other = auth(asking.form(answer)).json()["id_token"], app("Чужой")
    of_another_kind = jose.signed({"iss": settings.ISSUER, "aud": asking.client.client_id})
    for client_id, shown in (
        (asking.client.client_id, of_another_kind),
        (other.client_id, token),
        (asking.client.client_id, f"{token[:-8]}AAAAAAAA"),
        (asking.client.client_id, "x.y.z"),
        (asking.client.client_id, ""),
    ):
        told = {"client_id": client_id, "id_token": shown}
        refused(post("/oauth2/public_info", told), "invalid_token", 401)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", f"{ORIGIN}:8443", "http://app.example"]
)
def test_a_page_of_a_foreign_site_gets_nothing(
    origin: str, asking: Asking, answer: dict[str, str]
) -> None:
    found = post("/oauth2/auth", asking.form(answer), Origin=origin)
    refused(found, "unauthorized_client")
    assert "Access-Control-Allow-Origin" not in found
    query = f"client_id={asking.client.client_id}"
    ahead = Http().options(f"/oauth2/auth?{query}", headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in ahead


def test_a_page_of_the_app_asks_ahead(asking: Asking) -> None:
    query = f"client_id={asking.client.client_id}"
    ahead = Http().options(f"/oauth2/auth?{query}", headers={"Origin": ORIGIN})
    assert (ahead.status_code, ahead["Access-Control-Allow-Origin"]) == (204, ORIGIN)
    assert "POST" in ahead["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in ahead
    assert ahead["Vary"] == "Origin"


@pytest.mark.proves("attack:token-substitution")
def test_the_two_dialects_do_not_mix(asking: Asking, answer: dict[str, str]) -> None:
    """The tolerance for s256, and a code without a device, are this door's alone."""
    school = register("school", ["openid", "learning_profile"], public=True)
    page = Walker().go(Asking(Client(client_id=school.client_id), {"scope": "openid"}).url)
    assert "error" in str(page.get("Location", "")) or page.status_code == 400
    form = asking.form(answer)
    found = post("/token", form)
    assert (found.status_code, found.json()["error"]) == (401, "invalid_client")
    pushed = post("/par", {**form, "response_type": "code"})
    assert pushed.status_code == 401
    token = auth(form).json()["access_token"]
    refused(post("/userinfo", {"access_token": token}), "invalid_token", 401)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"state": None}, "invalid_request"),
    ],
)
def test_a_wrong_request_goes_back_to_the_app_alone(
    changes: dict[str, str | None], error: str, asking: Asking
) -> None:
    page = Walker().go(Asking(asking.client, changes).url)
    assert page["Location"].startswith(f"{BACK}?error={error}")


def test_an_address_of_a_request_elsewhere_is_passed_over(asking: Asking) -> None:
    page = Walker().go(Asking(asking.client, {"request_uri": "https://evil.example/"}).url)
    assert (page.status_code, page.request["PATH_INFO"]) == (200, "/signin")


@pytest.mark.parametrize(
    "changes",
    [{"redirect_uri": "https://evil.example/"}, {"client_id": "999999999"}, {"redirect_uri": None}],
)
def test_an_address_that_is_not_registered_gets_our_own_page(
    changes: dict[str, str | None], asking: Asking
) -> None:
    page = Walker().go(Asking(asking.client, changes).url)
    assert page.status_code == 400
    assert "Location" not in page


@pytest.mark.proves("attack:consent-bypass")
def test_the_consent_page_cannot_be_pressed_by_another_site(asking: Asking) -> None:
    _, walker = through(asking)
    page = walker.go(Asking(asking.client, {"prompt": "consent"}).url)
    action = page.content.decode().split('action="')[1].split('"')[0].replace("&amp;", "&")
    assert walker.post(action, {"decision": "allow"}).status_code == 403


@pytest.mark.parametrize("path", OWN)
def test_rubbish_never_breaks_an_endpoint(path: str, asking: Asking) -> None:
    known = {
        "client_id": asking.client.client_id,
        "grant_type": "authorization_code",
        "code": "c",
        "device_id": "d",
        "code_verifier": "v" * 43,
        "refresh_token": "r",
        "access_token": "a",
        "id_token": "i.d.t",
        "redirect_uri": BACK,
        "state": "s",
    }
    for name in known:
        for rubbish in RUBBISH:
            value = rubbish.encode("utf-8", "replace").decode()
            for found in (
                post(f"/oauth2/{path}", known | {name: value}),
                post(f"/oauth2/{path}", {}, known | {name: value[:2000]}),
            ):
                assert found.status_code < 500, (path, name, rubbish[:20])
    for kind in ("application/json", "multipart/form-data", "text/plain"):
        assert Http().post(f"/oauth2/{path}", b"{", content_type=kind).status_code < 500
    for method in ("get", "put", "delete", "patch", "head"):
        assert getattr(Http(), method)(f"/oauth2/{path}").status_code == 405


def test_rubbish_never_breaks_the_door(asking: Asking) -> None:
    names = ("response_type", "client_id", "redirect_uri", "state", "code_challenge", "scope")
    for name in (*names, "code_challenge_method", "prompt", "lang_id", "provider", "selected"):
        for rubbish in RUBBISH:
            value = rubbish.encode("utf-8", "replace").decode()[:2000]
            page = Http().get(Asking(asking.client, {name: value}).url)
            assert page.status_code < 500, (name, value[:20])


def test_a_parameter_given_twice_is_refused(asking: Asking, answer: dict[str, str]) -> None:
    form = asking.form(answer)
    refused(post("/oauth2/auth", form, {"code": "another"}), "invalid_request")
    assert post("/oauth2/auth", form, {"code": form["code"]}).status_code == 200
