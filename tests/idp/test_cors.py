"""Pages of registered origins call the endpoints from a browser; pages of others do not."""

from typing import Any

import pytest
from django.test import Client as Http

from parta.idp.accounts.account import Account
from parta.idp.provider.addresses import fault_of_backchannel, fault_of_origin
from parta.idp.provider.models import Client
from tests.idp.party import Browser, Party, ask, post

APP = "https://app.example"
ENDPOINTS = ["/token", "/userinfo", "/revoke"]


@pytest.fixture(autouse=True)
def registered(party: Party, public: Party) -> None:
    Client.objects.filter(pk="public").update(origins=[APP])


def preflight(path: str, origin: str) -> Any:
    return Http().options(path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})


@pytest.mark.parametrize("path", ENDPOINTS)
def test_a_browser_is_told_before_it_calls(path: str) -> None:
    response = preflight(path, APP)
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == APP
    assert response["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    assert "Access-Control-Allow-Credentials" not in response
    assert "Origin" in response["Vary"]


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "https://app.example.evil.example", "http://app.example"],
)
def test_a_page_of_another_origin_is_not_let_in(path: str, origin: str) -> None:
    assert "Access-Control-Allow-Origin" not in preflight(path, origin)
    response = Http().post(path, headers={"Origin": origin})
    assert response.status_code in {400, 401}
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("path", ["/par", "/authorize", "/end-session", "/signin"])
def test_no_other_endpoint_is_open(path: str) -> None:
    assert "Access-Control-Allow-Origin" not in preflight(path, APP)


def test_an_origin_counts_as_long_as_its_client(party: Party) -> None:
    Client.objects.update(is_active=False)
    assert "Access-Control-Allow-Origin" not in preflight("/token", APP)


def test_answers_and_refusals_can_be_read_by_the_page(anya: Account, public: Party) -> None:
    asked = ask(public)
    code = Browser("+7 199 111-11-11").through(asked)["code"]
    http = Http(headers={"Origin": APP})
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": public.redirect_uri,
        "code_verifier": asked.verifier,
        "client_id": "public",
    }
    given = post(http, "/token", form)
    bearer = {"Authorization": f"Bearer {given.json()['access_token']}"}
    about = http.get("/userinfo", headers=bearer)
    refused = http.get("/userinfo")
    assert [r.status_code for r in (given, about, refused)] == [200, 200, 401]
    for response in (given, about, refused):
        assert response["Access-Control-Allow-Origin"] == APP
        assert response["Access-Control-Expose-Headers"] == "WWW-Authenticate"
        assert response["Cache-Control"] == "no-store"


def test_a_call_from_a_server_costs_no_look_at_origins(
    anya: Account, party: Party, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(0):
        assert "Vary" not in Http().get("/userinfo")


@pytest.mark.parametrize(
    ("origin", "fits"),
    [
        ("https://app.example", True),
        ("https://app.example:8443", True),
        ("http://localhost:5173", True),
        ("http://app.localhost:5173", True),
        ("http://app.example", False),
        ("https://app.example/", False),
        ("https://app.example/x", False),
        ("https://App.example", False),
        ("https://u@app.example", False),
        ("https://app.example?x", False),
        ("org.example.app:", False),
        ("*", False),
        ("null", False),
        ("", False),
        ("https://", False),
        ("https://app.example:99999", False),
    ],
)
def test_what_can_be_an_origin(origin: str, fits: bool, settings: Any) -> None:
    settings.ISSUER = "https://id.example"
    assert (fault_of_origin(origin) is None) is fits


@pytest.mark.parametrize(
    ("uri", "fits", "in_a_test_bed"),
    [
        ("https://school.example/signin/backchannel-logout", True, True),
        ("https://school.example:8443/x?y=1", True, True),
        ("https://203.0.114.7/x", True, True),
        ("http://school.example/x", False, True),
        ("http://127.0.0.1:8000/x", False, True),
        ("https://127.0.0.1/x", False, True),
        ("https://localhost/x", False, True),
        ("https://school.localhost/x", False, True),
        ("https://10.0.0.5/x", False, True),
        ("https://192.168.1.1/x", False, True),
        ("https://169.254.169.254/latest/meta-data", False, True),
        ("https://[::1]/x", False, True),
        ("https://[fd00::1]/x", False, True),
        ("https://[::ffff:10.0.0.5]/x", False, True),
        ("org.example.app:/x", False, False),
        ("file:///etc/passwd", False, False),
        ("https:///x", False, False),
        ("https://u:p@school.example/", False, False),
        ("https://school.example/#x", False, False),
        ("https://school.example/ x", False, False),
        ("https://[", False, False),
        ("/x", False, False),
        ("", False, False),
    ],
)
def test_what_can_be_called_from_here(
    uri: str, fits: bool, in_a_test_bed: bool, settings: Any
) -> None:
    settings.ISSUER = "https://id.example"
    assert (fault_of_backchannel(uri) is None) is fits
    settings.ISSUER = "http://127.0.0.1:8001"
    assert (fault_of_backchannel(uri) is None) is in_a_test_bed
