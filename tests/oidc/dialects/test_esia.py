"""The state's ESIA, both generations: an honest answer lets in, one spoilt thing keeps out."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from pytest_django import Settings

from parta.kit import clock
from parta.oidc.dialects.esia.dialect import CURRENT, OLD, Esia
from parta.oidc.dialects.esia.signing import Command, Detached
from parta.oidc.dialects.esia.signing import Raw as RawSigner
from parta.oidc.dialects.esia.tokens import Seal
from parta.oidc.flow import Ask, Leave, sign_out_url
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Flaw, Refusal, Why
from tests.oidc.browser import BACK, Browser
from tests.oidc.dialects.esia_stand import HASH, OID, EsiaStand, pair, refused, sealed
from tests.oidc.dialects.gost import Gost
from tests.oidc.provider import CLIENT, Raw, serve_as
from tests.oidc.test_hostile_provider import part, unsigned

SCOPE = "openid fullname birthdate gender mobile email"
ELSEWHERE = "http://evil.example"


def old() -> Esia:
    own = pair("school")
    return Esia(OLD, Detached(own.path, own.key_path), Seal(pair("esia").path))


def current() -> Esia:
    return Esia(CURRENT, RawSigner(pair("school").key_path), Seal(pair("esia").path), HASH)


@pytest.fixture
def esia() -> Iterator[EsiaStand]:
    stand = EsiaStand()
    server = serve_as(stand)
    yield stand
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[old, current])
def browser(esia: EsiaStand, request: pytest.FixtureRequest) -> Browser:
    return Browser(esia, dialect=request.param(), scope=SCOPE)


def test_an_honest_answer_is_the_same_identity_as_any(esia: EsiaStand, browser: Browser) -> None:
    who = browser.sign_in(Ask(keep={"next": "/diary/"}))
    assert isinstance(who, Identity)
    assert (who.issuer, who.subject, who.sid) == (esia.issuer, str(OID), "session-1")
    assert (who.acr, who.amr) == ("urn:parta:level:confirmed", ("PWD",))
    assert who.claims == {
        "family_name": "Ковалёва",
        "given_name": "Анна",
        "middle_name": "Дмитриевна",
        "birthdate": "2013-03-14",
        "gender": "female",
        "phone_number": "+7(199)1000001",
        "phone_number_verified": True,
        "email": "Anya@Pochta.example",
        "email_verified": False,
    }
    assert who.kept == {"next": "/diary/"}


def test_the_request_says_no_more_than_it_must(esia: EsiaStand, browser: Browser) -> None:
    ask = Ask(extra={"login_hint": "anya"}, pushed={"claims": "{}"}, max_age=timedelta(minutes=5))
    esia.approve(str(browser.leave(ask)))
    pkce = {"code_challenge", "code_challenge_method", "client_certificate_hash"}
    assert set(esia.asked) - pkce == {
        *("client_id", "client_secret", "redirect_uri", "scope", "response_type", "state"),
        *("timestamp", "access_type"),
    }


SUBJECT = {"urn:esia:sbj:oid": OID}
IDENTITY: list[tuple[Flaw, dict[str, Any]]] = [
    (Flaw.ISSUER, {"iss": ELSEWHERE}),
    (Flaw.ISSUER, {"iss": None}),
    (Flaw.ISSUER, {"iss": ["http://127.0.0.1/"]}),
    (Flaw.AUDIENCE, {"aud": "ANOTHER"}),
    (Flaw.AUDIENCE, {"aud": [CLIENT, "ANOTHER"]}),
    (Flaw.AUDIENCE, {"aud": None}),
    (Flaw.EXPIRY, {"exp": 1_700_000_000}),
    (Flaw.EXPIRY, {"exp": None}),
    (Flaw.EXPIRY, {"exp": "2099"}),
    (Flaw.EXPIRY, {"nbf": 2**40}),
    (Flaw.SUBJECT, {"sub": None}),
    (Flaw.SUBJECT, {"sub": 7}),
    (Flaw.SUBJECT, {"sub": True}),
    (Flaw.SUBJECT, {"sub": "../1"}),
    (Flaw.SUBJECT, {"urn:esia:sbj": None}),
    (Flaw.SUBJECT, {"urn:esia:sbj": [OID]}),
    (Flaw.SUBJECT, {"urn:esia:sbj": {"urn:esia:sbj:oid": 7}}),
    (Flaw.ACCESS_TOKEN, {"sub": 7, "urn:esia:sbj": {"urn:esia:sbj:oid": 7}}),
    (Flaw.AUTH_TIME, {"auth_time": None}),
    (Flaw.AUTH_TIME, {"auth_time": 1_700_000_000}),
    (Flaw.AUTH_TIME, {"auth_time": "now"}),
]


@pytest.mark.parametrize(("flaw", "claims"), IDENTITY)
def test_a_spoilt_id_token_keeps_out(
    esia: EsiaStand, browser: Browser, flaw: Flaw, claims: dict[str, Any]
) -> None:
    ask = Ask(keep={"next": "/"}, extra={"prompt": "login"})
    assert isinstance(browser.sign_in(ask), Identity)
    esia.identity = claims
    why = Why.STALE if flaw is Flaw.AUTH_TIME else Why.UNTRUSTED
    assert browser.sign_in(ask) == Refusal(why, flaw, {"next": "/"})


ACCESS: list[tuple[Flaw, dict[str, Any]]] = [
    (Flaw.ACCESS_TOKEN, {"urn:esia:sbj_id": 7}),
    (Flaw.ACCESS_TOKEN, {"urn:esia:sbj_id": None}),
    (Flaw.AUDIENCE, {"client_id": "ANOTHER"}),
    (Flaw.ISSUER, {"iss": ELSEWHERE}),
    (Flaw.EXPIRY, {"exp": 1_700_000_000}),
]


@pytest.mark.parametrize(("flaw", "claims"), ACCESS)
def test_a_spoilt_access_token_keeps_out(
    esia: EsiaStand, browser: Browser, flaw: Flaw, claims: dict[str, Any]
) -> None:
    esia.access = claims
    assert browser.sign_in() == Refusal(Why.UNTRUSTED, flaw)


SIGNERS: list[Callable[[dict[str, Any]], str]] = [
    lambda claims: sealed(claims, pair("stranger")),
    lambda claims: sealed(claims, pair("school")),
    unsigned,
    lambda claims: sealed(claims, pair("esia"))[:-8] + "AAAAAAAA",
    lambda _: ".".join([part({"alg": "GOST3410_2012_256"}).decode(), "e30", "AA"]),
    lambda _: "not.a.token",
    lambda claims: sealed(claims | {"more": "x" * 20_000}, pair("esia")),
]


@pytest.mark.proves("asvs:6.8.2", "asvs:9.1.3")
@pytest.mark.parametrize("sign", SIGNERS)
def test_a_token_that_is_not_under_the_configured_certificate_keeps_out(
    esia: EsiaStand, browser: Browser, sign: Callable[[dict[str, Any]], str]
) -> None:
    esia.sign = sign
    assert browser.sign_in() == Refusal(Why.UNTRUSTED, Flaw.SIGNATURE)


BODIES: list[tuple[Flaw, dict[str, Any]]] = [
    (Flaw.STATE, {"state": None}),
    (Flaw.STATE, {"state": "00000000-0000-4000-8000-000000000000"}),
    (Flaw.NO_ID_TOKEN, {"id_token": None}),
    (Flaw.NO_ID_TOKEN, {"id_token": {"a": 1}}),
    (Flaw.NO_ID_TOKEN, {"access_token": None}),
    (Flaw.SIGNATURE, {"access_token": "opaque"}),
    (Flaw.ACCESS_TOKEN, {"token_type": "MAC"}),
]


@pytest.mark.parametrize(("flaw", "body"), BODIES)
def test_a_spoilt_token_answer_keeps_out(
    esia: EsiaStand, browser: Browser, flaw: Flaw, body: dict[str, Any]
) -> None:
    esia.token_body = body
    assert browser.sign_in() == Refusal(Why.UNTRUSTED, flaw)


ANSWERS: list[tuple[Refusal, dict[str, str | None]]] = [
    (Refusal(Why.EXPIRED, "unknown state"), {"state": "00000000-0000-4000-8000-000000000000"}),
    (Refusal(Why.EXPIRED, "unknown state"), {"state": None}),
    (Refusal(Why.EXPIRED, "ESIA-007011: No."), {"code": "code-2"}),
    (Refusal(Why.UNTRUSTED, Flaw.MIX_UP), {"iss": ELSEWHERE}),
    (Refusal(Why.REFUSED, "None"), {"code": None}),
    (Refusal(Why.DENIED), {"code": None, "error": "access_denied"}),
    (
        Refusal(Why.DENIED, "ESIA-007004: No."),
        {"code": None, "error": "invalid_request", "error_description": "ESIA-007004: No."},
    ),
    (
        Refusal(Why.REFUSED, "invalid_request ESIA-007003: No."),
        {"code": None, "error": "invalid_request", "error_description": "ESIA-007003: No."},
    ),
]


@pytest.mark.proves("attack:mixed-up-issuer")
@pytest.mark.parametrize(("refusal", "changes"), ANSWERS)
def test_a_spoilt_answer_of_the_browser_keeps_out(
    browser: Browser, refusal: Refusal, changes: dict[str, Any]
) -> None:
    assert browser.sign_in(**changes) == refusal


PERSONS: list[tuple[Refusal, dict[str, Any], Raw | None]] = [
    (Refusal(Why.UNTRUSTED, Flaw.USERINFO), {"oid": 7}, None),
    (Refusal(Why.REFUSED, "rs/prns"), {}, refused("007019")),
]


@pytest.mark.parametrize(("refusal", "told", "raw"), PERSONS)
def test_what_is_told_of_somebody_else_keeps_out(
    esia: EsiaStand, browser: Browser, refusal: Refusal, told: dict[str, Any], raw: Raw | None
) -> None:
    esia.person = told
    esia.answers = {f"/rs/prns/{OID}": raw} if raw else {}
    assert browser.sign_in() == refusal


def test_a_person_without_data_is_known_by_the_oid_alone(esia: EsiaStand, browser: Browser) -> None:
    nothing = ("firstName", "lastName", "middleName", "gender", "birthDate")
    esia.person = dict.fromkeys(nothing) | {"contacts": {"elements": "none"}}
    who = browser.sign_in()
    assert isinstance(who, Identity)
    assert (who.subject, who.claims, who.birth_date) == (str(OID), {}, None)


LEVELS: list[tuple[str, dict[str, Any]]] = [
    ("confirmed", {"urn:esia:sbj:lvl": "PR", "urn:esia:sbj:is_tru": True}),
    ("confirmed", {"urn:esia:sbj:lvl": "KD", "urn:esia:sbj:is_tru": True}),
    ("simplified", {"urn:esia:sbj:lvl": "PR"}),
    ("simplified", {"urn:esia:sbj:lvl": "P"}),
    ("simplified", {"urn:esia:sbj:lvl": "KD"}),
    ("simplified", {"urn:esia:sbj:lvl": "PR", "urn:esia:sbj:is_tru": "true"}),
    ("simplified", {}),
]


@pytest.mark.parametrize(("level", "about"), LEVELS)
def test_only_a_confirmed_account_is_confirmed(
    esia: EsiaStand, browser: Browser, level: str, about: dict[str, Any]
) -> None:
    esia.identity = {"urn:esia:sbj": SUBJECT | about}
    who = browser.sign_in()
    assert isinstance(who, Identity)
    assert who.acr == f"urn:parta:level:{level}"


@pytest.mark.proves("attack:replayed-state")
def test_an_answer_is_taken_once(esia: EsiaStand, browser: Browser) -> None:
    answer = esia.approve(str(browser.leave()))
    assert isinstance(browser.come_back(answer), Identity)
    assert browser.come_back(answer) == Refusal(Why.EXPIRED, "unknown state")


def test_leaving_is_told_as_it_wants_to_be(esia: EsiaStand, browser: Browser) -> None:
    url = sign_out_url(browser.registration, Leave("token", f"{BACK}/out", "state"))
    assert url.startswith(f"{esia.issuer}/idp/ext/Logout?")
    assert dict(parse_qsl(urlsplit(url).query)) == {
        "client_id": CLIENT,
        "redirect_url": f"{BACK}/out",
    }


@pytest.mark.parametrize(
    ("signer", "said"),
    [
        (Command("false"), "the signing command fails: CalledProcessError"),
        (Command("true"), "the signing command gives nothing"),
        (Command("no-such-program"), "the signing command fails: FileNotFoundError"),
        (RawSigner("/nowhere/key.pem"), "/nowhere/key.pem holds no key that can be read"),
        (RawSigner(__file__), "holds no key that can be read"),
    ],
)
def test_what_cannot_be_signed_is_not_sent(esia: EsiaStand, signer: Any, said: str) -> None:
    browser = Browser(esia, dialect=Esia(CURRENT, signer, Seal("x"), HASH), scope=SCOPE)
    answer = browser.leave()
    assert isinstance(answer, Refusal)
    assert answer.why == Why.REFUSED
    assert said in answer.detail


def test_the_time_of_a_request_is_the_products(
    esia: EsiaStand, browser: Browser, settings: Settings
) -> None:
    settings.CLOCK_OFFSET = timedelta(days=3)
    assert isinstance(browser.sign_in(), Identity)
    assert clock.now() - datetime.now(UTC) > timedelta(days=2)


def engine() -> bool:
    openssl = shutil.which("openssl")
    command = [openssl or "false", "engine", "gost"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not engine(), reason="OpenSSL's GOST engine is not installed")
def test_gost_is_signed_and_verified_by_commands(esia: EsiaStand, tmp_path: Path) -> None:
    ours, theirs = Gost(tmp_path / "ours"), Gost(tmp_path / "theirs")
    seal = Seal(command=theirs.verify_command)
    dialect = Esia(CURRENT, Command(ours.sign_command), seal, HASH)
    esia.verify = lambda _path, message, signature: ours.verifies(message, signature)
    esia.sign = theirs.token
    assert isinstance(Browser(esia, dialect=dialect, scope=SCOPE).sign_in(), Identity)
    esia.sign = ours.token
    who = Browser(esia, dialect=dialect, scope=SCOPE).sign_in()
    assert who == Refusal(Why.UNTRUSTED, Flaw.SIGNATURE)
    esia.sign = unsigned
    who = Browser(esia, dialect=dialect, scope=SCOPE).sign_in()
    assert who == Refusal(Why.UNTRUSTED, Flaw.SIGNATURE)
