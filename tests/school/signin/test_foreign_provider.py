"""The school with a provider that somebody else wrote, by settings alone."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings as live
from django.test import Client
from pytest_django import Settings

from parta.oidc import provider as known
from parta.school.learning.models import LearningId
from parta.school.people.models import Person
from tests.cast import Cast
from tests.school.signin.guest import ANYA, reason, write_down
from tests.school.signin.region import Options, Region, Visitor, listening, regions

LEVEL = "urn:parta:level:simplified"
BASIC: Options = {"claims": ANYA, "acr": LEVEL}
ES256 = {"client": {"id_token_signed_response_alg": "ES256"}}
KEYS = {
    "settings": {
        "jwks": {
            "keys": [
                {
                    "kty": "EC",
                    "crv": "P-256",
                    "kid": "e",
                    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                    "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
                }
            ]
        }
    }
}


def person(client: Client) -> int | None:
    value = client.session.get("_auth_user_id")
    return int(value) if value else None


GOLD: Options = {"claims": ANYA, "acr": "gold"}


def telling(**claims: Any) -> Options:
    told = {name: value for name, value in (ANYA | claims).items() if value is not None}
    return BASIC | {"claims": told}


OFFERS: dict[str, Options] = {
    "basic": BASIC,
    "post": BASIC
    | {
        "client": {"token_endpoint_auth_method": "client_secret_post"},
        "settings": {"clientAuthMethods": ["client_secret_post"]},
    },
    "public": BASIC | {"client": {"token_endpoint_auth_method": "none"}},
    "pushed": BASIC | {"features": {"pushedAuthorizationRequests": {"enabled": True}}},
    "es256": BASIC | ES256 | KEYS,
    "no userinfo": BASIC
    | {
        "features": {"userinfo": {"enabled": False}},
        "settings": {"conformIdTokenClaims": False},
    },
}
TELLS: dict[str, Options] = {
    "gold": GOLD,
    "no level": {"claims": ANYA},
    "no birth date": telling(birthdate=None),
    "another name": telling(birthdate=None, date_of_birth="14.03.2013"),
    "nothing verified": telling(phone_number_verified=None),
}


@pytest.fixture(scope="module")
def places() -> Iterator[tuple[dict[str, Region], list[str]]]:
    """All of them, and the logout tokens that the last has sent."""
    with listening() as (address, tokens):
        told = {"backchannel_logout_uri": address, "backchannel_logout_session_required": True}
        features = {"features": {"backchannelLogout": {"enabled": True}}}
        last = {"tells of logouts": BASIC | {"client": told} | features}
        back = {"redirect_uris": [f"{live.PUBLIC_URL}/learning/callback"]}
        learning = {"learning": BASIC | {"client": back}}
        with regions(OFFERS | TELLS | last | learning) as found:
            yield found, tokens


@pytest.fixture
def there(places: tuple[dict[str, Region], list[str]]) -> dict[str, Region]:
    return places[0]


def sign_in(client: Client, visitor: Visitor | None = None, **form: str) -> str:
    url = client.post("/signin/", form)["Location"]
    answer = client.get("/signin/callback", (visitor or Visitor()).through(url))
    return str(answer["Location"])


@pytest.fixture
def anya(cast: Cast) -> Person:
    write_down(cast.anya)
    return cast.anya


@pytest.mark.parametrize("name", OFFERS)
def test_a_pupil_signs_in_whatever_the_provider_offers(
    anya: Person, settings: Settings, there: dict[str, Region], name: str
) -> None:
    there[name].set(settings)
    client = Client()
    assert sign_in(client) == "/diary/"
    assert person(client) == anya.pk
    assert sign_in(client, other="1") == "/diary/"


@pytest.mark.parametrize(
    ("name", "levels", "why"),
    [
        ("gold", "", "level-missing"),
        ("gold", "gold=simplified", ""),
        ("gold", "silver=confirmed", "level-missing"),
        ("gold", "silver=confirmed,*=simplified", ""),
        ("no level", "*=simplified", ""),
        ("no level", "", "level-missing"),
    ],
)
def test_its_levels_count_as_the_settings_say(
    anya: Person, settings: Settings, there: dict[str, Region], name: str, levels: str, why: str
) -> None:
    settings.SIGNIN_TERMS = replace(live.SIGNIN_TERMS, levels=levels)
    there[name].set(settings)
    expect(why, anya)


@pytest.mark.parametrize(
    ("name", "renamed", "why"),
    [
        ("no birth date", "", "birth-date-missing"),
        ("another name", "birthdate=date_of_birth", ""),
        ("basic", "birthdate=date_of_birth", "birth-date-missing"),
        ("nothing verified", "", "contact-not-bound"),
    ],
)
def test_what_it_must_tell_may_have_another_name_and_its_lack_has_a_page(
    anya: Person, settings: Settings, there: dict[str, Region], name: str, renamed: str, why: str
) -> None:
    settings.SIGNIN_TERMS = replace(live.SIGNIN_TERMS, claims=renamed)
    there[name].set(settings)
    expect(why, anya)


def expect(why: str, anya: Person) -> None:
    client = Client()
    assert sign_in(client) == ("/signin/stopped/" if why else "/diary/")
    assert person(client) == (None if why else anya.pk)
    page = client.get("/signin/stopped/")
    assert not why or (page.status_code, reason(page)) == (403, why)


def test_its_logout_ends_the_session_here_and_ours_ends_its(
    anya: Person, settings: Settings, places: tuple[dict[str, Region], list[str]]
) -> None:
    region, tokens = places[0]["tells of logouts"].set(settings), places[1]
    phone, lost, visitor = Client(), Client(), Visitor()
    sign_in(phone, visitor)
    sign_in(lost)
    url = phone.post("/signout/")["Location"]
    assert url.startswith(region.issuer)
    back = visitor.leave(url)
    assert urlsplit(back).path == "/signout/next/"
    assert phone.get("/signout/next/", dict(parse_qsl(urlsplit(back).query))).status_code == 302
    assert hear(tokens.pop()) == 200
    assert person(lost) == anya.pk
    sign_in(phone, visitor)
    hint = phone.session["signin"]["id_token"]
    visitor.leave(f"{known.discover(region.issuer).end_session}?id_token_hint={hint}")
    assert hear(tokens.pop()) == 200
    assert (person(phone), person(lost)) == (None, anya.pk)


def hear(token: str) -> int:
    return Client().post("/signin/backchannel-logout", {"logout_token": token}).status_code


def test_a_learning_profile_of_it_opens_lessons(
    anya: Person, settings: Settings, there: dict[str, Region]
) -> None:
    LearningId.objects.all().delete()
    region = there["learning"].set(settings)
    settings.LEARNING_ISSUER, settings.LEARNING_CLIENT_ID = region.issuer, "school"
    settings.LEARNING_CLIENT_SECRET = region.secret
    settings.LEARNING_TERMS = replace(live.LEARNING_TERMS, scope="openid profile")
    client = pupil(anya)
    page = client.post("/learning/other/", {"next": "/diary/"}).content.decode()
    url = page.partition('content="0;url=')[2].partition('"')[0].replace("&amp;", "&")
    assert "claims" not in dict(parse_qsl(urlsplit(url).query))
    assert client.get("/learning/callback", Visitor().through(url))["Location"] == "/diary/"
    found = LearningId.objects.get()
    assert (found.person, found.issuer, found.subject) == (anya, region.issuer, "person-1")


def pupil(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    session = client.session
    session["hat"], session["signin"] = "pupil", {"level": 3}
    session["ends_at"] = session["checked_at"] = 2**40
    session.save()
    return client
