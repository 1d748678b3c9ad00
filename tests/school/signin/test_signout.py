"""«Выйти» goes through the identity sites, each of which may be down, foreign or slow to answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from pytest_django import Settings

from parta.oidc import provider as known
from parta.school.learning.way import ID_TOKEN
from parta.school.people.models import Person
from tests.cast import Cast
from tests.oidc.provider import CLIENT, SECRET, Raw, TestProvider, serve
from tests.school.learning.conftest import there
from tests.school.signin.guest import Guest, link

DISCOVERY = "/.well-known/openid-configuration"


@pytest.fixture
def learning(settings: Settings, guest: Guest) -> Iterator[TestProvider]:
    server, provider = serve()
    settings.LEARNING_ISSUER = provider.issuer
    settings.LEARNING_CLIENT_ID, settings.LEARNING_CLIENT_SECRET = CLIENT, SECRET
    yield provider
    server.shutdown()
    server.server_close()


@dataclass
class Sites:
    """Both identity sites, which offer a sign-out, and a browser that goes from one to the next."""

    guest: Guest
    learning: TestProvider

    def come_in(self, person: Person) -> None:
        link(person, self.guest.provider.issuer)
        self.guest.account()
        self.guest.sign_in()

    def press(self) -> Any:
        return self.guest.client.post("/signout/")

    def back(self, url: str, **changes: str) -> Any:
        """The browser leaves the site at `url`, and comes back as the site was told."""
        asked = query(url)
        assert urlsplit(asked["post_logout_redirect_uri"]).path == "/signout/next/"
        return self.guest.client.get("/signout/next/", {"state": asked["state"]} | changes)

    @property
    def keeps_nothing(self) -> bool:
        return dict(self.guest.client.session) == {}


def query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


@pytest.fixture
def sites(guest: Guest, learning: TestProvider) -> Sites:
    for provider in (guest.provider, learning):
        provider.described = {"end_session_endpoint": f"{provider.issuer}/end"}
    return Sites(guest, learning)


@pytest.mark.proves("asvs:7.4.1", "asvs:7.6.1")
def test_a_pupil_leaves_all_three_sites_and_ends_at_the_front_page(
    cast: Cast, sites: Sites
) -> None:
    sites.come_in(cast.anya)
    session = sites.guest.client.session
    session[ID_TOKEN] = "token of the profile"
    session.save()
    first = sites.press()["Location"]
    assert first.startswith(f"{sites.guest.provider.issuer}/end?")
    assert sites.guest.person is None
    second = there(sites.back(first))
    assert second.startswith(f"{sites.learning.issuer}/end?")
    assert query(second)["id_token_hint"] == "token of the profile"
    assert query(second)["state"] != query(first)["state"]
    assert sites.back(second)["Location"] == "/"
    assert sites.keeps_nothing


def test_a_learning_site_that_this_session_did_not_visit_may_ask(cast: Cast, sites: Sites) -> None:
    sites.come_in(cast.anya)
    second = there(sites.back(sites.press()["Location"]))
    assert "id_token_hint" not in query(second)


@pytest.mark.parametrize("who", ["vera", "mama"])
def test_who_needs_no_learning_id_does_not_go_there(who: str, cast: Cast, sites: Sites) -> None:
    sites.come_in(getattr(cast, who))
    assert sites.back(sites.press()["Location"])["Location"] == "/"
    assert DISCOVERY not in sites.learning.asked
    assert sites.keeps_nothing


@pytest.mark.parametrize("fault", ["down", "foreign"])
def test_a_site_that_can_not_be_asked_is_passed_over(fault: str, cast: Cast, sites: Sites) -> None:
    def break_(provider: TestProvider) -> None:
        if fault == "down":
            provider.answers[DISCOVERY] = Raw(b"", 502)
        else:
            provider.described = {}

    sites.come_in(cast.anya)
    break_(sites.guest.provider)
    only = there(sites.press())
    assert only.startswith(f"{sites.learning.issuer}/end?")
    assert sites.back(only)["Location"] == "/"
    sites.guest.provider.answers.clear()
    known.forget()
    sites.guest.sign_in()
    break_(sites.learning)
    if fault == "foreign":
        assert sites.press()["Location"] == "/"
        return
    sites.guest.provider.described = {"end_session_endpoint": f"{sites.guest.provider.issuer}/end"}
    first = sites.press()["Location"]
    assert sites.back(first)["Location"] == "/"
    assert sites.keeps_nothing


def test_with_both_down_one_is_out_all_the_same(cast: Cast, sites: Sites) -> None:
    sites.come_in(cast.anya)
    for provider in (sites.guest.provider, sites.learning):
        provider.answers[DISCOVERY] = Raw(b"", 502)
    assert sites.press()["Location"] == "/"
    assert sites.guest.person is None


@pytest.mark.proves("attack:logout-forgery")
@pytest.mark.parametrize("state", ["", "guess", "й", "\x00"])
def test_without_the_right_state_nobody_is_sent_on(state: str, cast: Cast, sites: Sites) -> None:
    sites.come_in(cast.anya)
    first = sites.press()["Location"]
    assert sites.back(first, state=state)["Location"] == "/"
    assert there(sites.back(first)).startswith(sites.learning.issuer)
    assert sites.back(first)["Location"] == "/"  # a state serves once


def test_the_way_on_stands_in_no_address(cast: Cast, sites: Sites) -> None:
    hostile = {"state": "x", "next": "https://evil.example/", "there": "https://evil.example/"}
    assert sites.guest.client.get("/signout/next/", hostile)["Location"] == "/"
    assert sites.guest.client.post("/signout/next/").status_code == 405


def test_who_signs_in_meanwhile_stays_in(cast: Cast, sites: Sites) -> None:
    sites.come_in(cast.anya)
    first = sites.press()["Location"]
    sites.guest.sign_in()
    assert sites.back(first)["Location"] == "/"
    assert sites.guest.person == cast.anya.pk


def test_a_second_press_does_no_harm(cast: Cast, sites: Sites) -> None:
    sites.come_in(cast.anya)
    sites.press()
    second = sites.press()["Location"]
    assert second.startswith(sites.guest.provider.issuer)
    assert there(sites.back(second)).startswith(sites.learning.issuer)
