"""The identity site tells of a logout: the sessions that rest on it end, and no others."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from parta.kit import clock
from parta.live import publish
from parta.oidc.backchannel.jobs import forget_what_has_run_out
from parta.oidc.backchannel.models import SpentToken, Stay
from parta.oidc.dialects.terms import ESIA, ESIA_V3, VKID, Terms
from parta.oidc.jose import FRESH, LEEWAY
from parta.oidc.provider import forget
from parta.school.people.models import GuardianLink, Person
from tests.cast import YEAR_STARTS, Cast
from tests.oidc.dialects.esia_stand import pair
from tests.oidc.provider import EVENT, Raw, elliptic, logout_claims, rsa, signed
from tests.oidc.test_hostile_provider import (
    ELSEWHERE,
    by_a_stranger,
    deep,
    unsigned,
    with_own_key,
    with_public_key_as_secret,
)
from tests.school.signin.guest import Guest, audited, link

ADDRESS = "/signin/backchannel-logout"


def come_in(
    guest: Guest, person: Person, sid: str = "session-1", subject: str = "person-1"
) -> None:
    if not person.links.exists():
        link(person, guest.provider.issuer, subject)
    guest.account("confirmed", subject)
    guest.provider.claims["sid"] = sid
    guest.sign_in()


def tell(token: str | list[str], address: str = ADDRESS) -> tuple[int, bytes, str]:
    """Told as the provider's server tells it: without a browser's cookies or form key."""
    answer = Client(enforce_csrf_checks=True).post(address, {"logout_token": token})
    return answer.status_code, answer.content, answer["Cache-Control"]


def token(guest: Guest, **changes: Any) -> str:
    return signed(logout_claims(guest.provider, **changes), rsa(1), typ="logout+jwt")


OVER = (200, b"", "no-store")
REFUSED = (400, b'{"error": "invalid_request"}', "no-store")
NAMES: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"first"}),
    ({"sub": None}, {"first"}),
    ({"sid": None}, {"first", "second"}),
    ({"sid": "session-2"}, {"second"}),
    ({"sid": "session-2", "sub": "person-2"}, set()),  # another's session
    ({"sid": "session-9"}, set()),
    ({"sid": None, "sub": "person-2"}, {"other"}),
]


@pytest.mark.proves("asvs:7.4.1", "asvs:7.6.1")
@pytest.mark.parametrize(("named", "out"), NAMES)
def test_what_the_token_names_ends_and_nothing_else(
    cast: Cast, guest: Guest, named: dict[str, Any], out: set[str]
) -> None:
    guests = {"first": guest, "second": Guest(guest.provider), "other": Guest(guest.provider)}
    come_in(guests["first"], cast.anya, "session-1")
    come_in(guests["second"], cast.anya, "session-2")
    come_in(guests["other"], cast.gleb, "session-3", "person-2")
    assert tell(token(guest, **named)) == OVER
    assert {name for name, one in guests.items() if one.person is None} == out
    assert Stay.objects.count() == 3 - len(out)
    assert len(audited("signin.ended")) == len(out)


HEADERS = ["JWT", "logout+jwt", "application/logout+jwt", "LOGOUT+JWT", None]


@pytest.mark.parametrize("typ", HEADERS)
@pytest.mark.parametrize("key", [rsa(1), elliptic()])
def test_a_token_as_providers_write_it_is_taken(
    cast: Cast, guest: Guest, typ: str | None, key: Any
) -> None:
    come_in(guest, cast.anya)
    header = {"typ": typ} if typ else {}
    assert tell(signed(logout_claims(guest.provider), key, **header)) == OVER
    assert guest.person is None


SPOILT: list[dict[str, Any]] = [
    {"iss": ELSEWHERE},
    {"iss": None},
    {"aud": "another"},
    {"aud": ["school", "another"]},
    {"aud": None},
    {"iat": 2**40},
    {"iat": 1_700_000_000},
    {"iat": None},
    {"exp": 1},
    {"exp": None},
    {"exp": "2099"},
    {"jti": None},
    {"jti": ""},
    {"jti": 7},
    {"nonce": "n"},
    {"events": None},
    {"events": []},
    {"events": {}},
    {"events": {EVENT: True}},
    {"events": {"http://evil.example": {}}},
    {"sid": None, "sub": None},
    {"sid": 1},
    {"sid": ""},
    {"sub": "a\x00b"},
    {"sub": ["person-1"]},
    {"sid": "x" * 256},
]


@pytest.mark.proves("asvs:9.2.1", "asvs:9.2.3", "asvs:10.5.5", "attack:logout-forgery")
@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_spoilt_claim_ends_nothing(cast: Cast, guest: Guest, spoilt: dict[str, Any]) -> None:
    come_in(guest, cast.anya)
    assert tell(token(guest, **spoilt)) == REFUSED
    assert guest.person == cast.anya.pk
    assert SpentToken.objects.count() == 0
    assert tell(token(guest)) == OVER


SIGNERS: list[Callable[[dict[str, Any]], str]] = [
    by_a_stranger,
    with_own_key,
    unsigned,
    with_public_key_as_secret,
    deep,
    lambda _: "not.a.token",
    lambda _: "ü.ü.ü",
    lambda _: "",
    lambda claims: signed(claims, rsa(1), typ="at+jwt"),
    lambda claims: signed(claims | {"more": "x" * 20_000}, rsa(1)),
]


@pytest.mark.proves(
    "asvs:9.1.1", "asvs:9.1.2", "asvs:9.1.3", "asvs:9.2.2", "asvs:10.5.5", "attack:logout-forgery"
)
@pytest.mark.parametrize("sign", SIGNERS)
def test_a_token_that_the_provider_did_not_sign_ends_nothing(
    cast: Cast, guest: Guest, sign: Callable[[dict[str, Any]], str]
) -> None:
    come_in(guest, cast.anya)
    assert tell(sign(logout_claims(guest.provider))) == REFUSED
    assert guest.person == cast.anya.pk


@pytest.mark.proves(
    "asvs:9.2.2", "asvs:10.5.5", "attack:logout-forgery", "attack:token-substitution"
)
def test_an_id_token_is_no_logout_token(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    assert tell(guest.client.session["signin"]["id_token"]) == REFUSED
    assert guest.person == cast.anya.pk


@pytest.mark.proves("asvs:10.5.5", "attack:logout-forgery")
def test_a_token_serves_once(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    told = token(guest)
    assert tell(told) == OVER
    come_in(guest, cast.anya)
    assert tell(told) == REFUSED
    assert guest.person == cast.anya.pk


@pytest.mark.parametrize("tokens", [[], 2])
def test_no_token_and_two_are_refused(cast: Cast, guest: Guest, tokens: Any) -> None:
    come_in(guest, cast.anya)
    assert tell([token(guest)] * tokens if tokens else []) == REFUSED
    assert Client().get(ADDRESS).status_code == 405
    assert guest.person == cast.anya.pk


def test_a_provider_whose_keys_are_out_of_reach_may_tell_again(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    forget()
    guest.provider.answers = {"/keys": Raw(status=502)}
    told = token(guest)
    assert tell(told)[:2] == (400, b'{"error": "temporarily_unavailable"}')
    guest.provider.answers = {}
    assert tell(told) == OVER


def test_made_up_keys_make_nobody_ask_the_provider_each_time(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    for _ in range(4):
        assert tell(with_own_key(logout_claims(guest.provider))) == REFUSED
    assert guest.provider.asked.count("/keys") == 2


TERMS = {
    "key": pair("school").key_path,
    "certificate": pair("school").path,
    "provider_certificate": pair("esia").path,
    "certificate_hash": "0" * 64,
}


@pytest.mark.proves("attack:logout-forgery")
@pytest.mark.parametrize("dialect", [ESIA, ESIA_V3, VKID])
@pytest.mark.parametrize("site", ["signin", "learning"])
def test_who_never_tells_of_logouts_is_not_even_asked(
    cast: Cast, guest: Guest, settings: Any, site: str, dialect: str
) -> None:
    come_in(guest, cast.anya)
    told, name = token(guest), site.upper()
    terms = Terms(name, offers=(dialect,), dialect=dialect, **TERMS)
    setattr(settings, f"{name}_TERMS", terms)
    setattr(settings, f"{name}_ISSUER", guest.provider.issuer)
    setattr(settings, f"{name}_CLIENT_ID", settings.SIGNIN_CLIENT_ID)
    forget()
    guest.provider.asked.clear()
    assert tell(told, f"/{site}/backchannel-logout") == REFUSED
    assert (guest.provider.asked, SpentToken.objects.count()) == ([], 0)
    assert guest.person == cast.anya.pk
    setattr(settings, f"{name}_TERMS", Terms(name))
    assert tell(told, f"/{site}/backchannel-logout") == OVER


def test_another_hat_goes_on_resting_on_the_same_session(cast: Cast, guest: Guest) -> None:
    GuardianLink.objects.create(
        school=cast.school, guardian=cast.vera, pupil=cast.gleb.pupil, since=YEAR_STARTS
    )
    come_in(guest, cast.vera)
    for hat in ("parent", "teacher"):
        guest.client.post("/signin/who/", {"choice": f"{cast.vera.pk}:{hat}"})
        assert guest.hat == hat
        assert [stay.session_key for stay in Stay.objects.all()] == [
            guest.client.session.session_key
        ]
    assert tell(token(guest)) == OVER
    assert guest.person is None


def test_who_still_chooses_a_hat_is_out_too(cast: Cast, guest: Guest) -> None:
    GuardianLink.objects.create(
        school=cast.school, guardian=cast.vera, pupil=cast.gleb.pupil, since=YEAR_STARTS
    )
    come_in(guest, cast.vera)
    assert "signin" in guest.client.session
    assert tell(token(guest)) == OVER
    assert guest.client.get("/signin/who/")["Location"] == "/signin/"
    assert audited("signin.ended") == []


def test_signing_out_here_leaves_nothing_to_end(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    guest.client.post("/signout/")
    assert Stay.objects.count() == 0
    assert tell(token(guest)) == OVER
    assert audited("signin.ended") == []


@pytest.mark.django_db(transaction=True)
def test_open_pages_of_that_session_hear_no_more_and_the_audit_says_so(
    cast: Cast, guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bytes] = []
    come_in(guest, cast.anya)
    monkeypatch.setattr(publish, "send_control", told.append)
    tell(token(guest))
    assert len(told) == 1
    assert str(cast.anya.uid).encode() in told[0]
    person = f"person:{cast.anya.uid}"
    assert audited("signin.ended") == [
        {"actor": "identity-site", "object": person, "issuer": guest.provider.issuer}
    ]


def test_what_has_run_out_is_thrown_away(cast: Cast, guest: Guest, at: Any, settings: Any) -> None:
    come_in(guest, cast.anya)
    gone = Guest(guest.provider)
    come_in(gone, cast.anya, "session-2")
    tell(token(guest, sid="session-9"))
    gone.client.session.delete()
    forget_what_has_run_out()
    assert (Stay.objects.get().sid, SpentToken.objects.count()) == ("session-1", 1)
    at(clock.now() + FRESH + LEEWAY * 2)
    forget_what_has_run_out()
    assert SpentToken.objects.count() == 0
