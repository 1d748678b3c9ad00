"""The sign-in where the provider speaks another dialect, or lives at another address."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings as live
from django.test import Client
from pytest_django import Settings

from parta.kit import clock
from parta.oidc.dialects.terms import ESIA, Terms
from parta.school.signin.models import AccountLink
from tests.cast import Cast
from tests.oidc.dialects.esia_stand import OID, EsiaStand, pair
from tests.oidc.provider import CLIENT, serve_as
from tests.school.learning.conftest import there
from tests.school.signin.guest import Guest, link, reason, write_down

TERMS = Terms(
    "SIGNIN",
    offers=(ESIA,),
    dialect=ESIA,
    key=pair("school").key_path,
    certificate=pair("school").path,
    provider_certificate=pair("esia").path,
)


@pytest.fixture
def esia(settings: Settings) -> Iterator[EsiaStand]:
    stand = EsiaStand()
    server = serve_as(stand)
    settings.SIGNIN_ISSUER, settings.SIGNIN_CLIENT_ID = stand.issuer, CLIENT
    settings.SIGNIN_TERMS, settings.LEARNING_ISSUER = TERMS, "http://127.0.0.1:9"
    yield stand
    server.shutdown()
    server.server_close()


def sign_in(client: Client, esia: EsiaStand, **form: str) -> Any:
    url = client.post("/signin/", form)["Location"]
    return client.get("/signin/callback", esia.approve(url))


def test_a_pupil_signs_in_by_the_esia_and_out_of_it(cast: Cast, esia: EsiaStand) -> None:
    write_down(cast.anya, "+71991000001")
    client = Client()
    assert sign_in(client, esia)["Location"] == "/diary/"
    assert client.session["_auth_user_id"] == str(cast.anya.pk)
    assert AccountLink.objects.get().subject == str(OID)
    url = client.post("/signout/")["Location"]
    assert dict(parse_qsl(urlsplit(url).query)) == {
        "client_id": CLIENT,
        "redirect_url": f"{live.PUBLIC_URL}/signout/next/",
    }
    assert client.get("/signout/next/")["Location"] == "/"


def test_who_was_signed_in_there_before_leaves_it_first(cast: Cast, esia: EsiaStand) -> None:
    link(cast.anya, esia.issuer, str(OID))
    client = Client()
    esia.identity = {"auth_time": int((clock.now() - timedelta(hours=2)).timestamp())}
    assert sign_in(client, esia, shared="1")["Location"] == "/signin/stopped/"
    page = client.get("/signin/stopped/")
    assert (page.status_code, reason(page)) == (403, "signed-in-before")
    assert 'action="/signin/leave/"' in page.content.decode()
    url = client.post("/signin/leave/")["Location"]
    assert url.startswith(f"{esia.issuer}/idp/ext/Logout?")
    esia.identity = {}
    assert sign_in(client, esia, shared="1")["Location"] == "/diary/"


def test_a_provider_called_otherwise_than_its_pages_is_reached_by_a_page(
    cast: Cast, guest: Guest
) -> None:
    """The policy of the page with the form can't know that address."""
    elsewhere = "https://login.region.example/authorize"
    guest.provider.described = {"authorization_endpoint": elsewhere}
    page = guest.client.post("/signin/")
    assert there(page).startswith(f"{elsewhere}?")
    link(cast.anya, guest.provider.issuer)
    guest.account()
    assert guest.come_back(there(page)) == "/diary/"
