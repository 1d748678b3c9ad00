"""Whatever a provider answers: an honest answer lets in, one spoilt thing keeps out."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest

from parta.kit import clock, http
from parta.oidc.flow import Ask
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Flaw, Refusal, Why
from tests.oidc.browser import Browser
from tests.oidc.provider import Raw, TestProvider, elliptic, rsa, signed

ELSEWHERE = "http://evil.example"
HTML = Raw(b"<html>Bad gateway</html>", 502)
HUGE = Raw(b'{"a": "' + b"x" * 10_000_000 + b'"}')
AWAY = Raw(status=302, location=ELSEWHERE)
HANGS = Raw(delay_seconds=0.6)
LIST = Raw(b"[]")
DEEP = Raw(b"[" * 100_000)
ENDPOINTS = ("/.well-known/openid-configuration", "/par", "/token", "/keys", "/about")


def at(**ago: float) -> int:
    return int((clock.now() - timedelta(**ago)).timestamp())


def part(document: Any) -> bytes:
    return urlsafe_b64encode(json.dumps(document).encode()).rstrip(b"=")


def unsigned(claims: dict[str, Any]) -> str:
    return b".".join([part({"alg": "none"}), part(claims), b""]).decode()


def with_public_key_as_secret(claims: dict[str, Any]) -> str:
    signed_part = part({"alg": "HS256", "kid": rsa(1).kid}) + b"." + part(claims)
    mac = hmac.digest(rsa(1).as_pem(private=False), signed_part, "sha256")
    return b".".join([signed_part, urlsafe_b64encode(mac).rstrip(b"=")]).decode()


def by_a_stranger(claims: dict[str, Any]) -> str:
    return signed(claims, rsa(2), kid=str(rsa(1).kid))


def with_own_key(claims: dict[str, Any]) -> str:
    return signed(claims, rsa(2), kid="unheard-of")


def deep(_claims: dict[str, Any]) -> str:
    return b".".join([part({"alg": "RS256"}), b"W1tb" * 3000, b"AA"]).decode()


def test_an_honest_answer_lets_in(provider: TestProvider) -> None:
    provider.about = {"phone_number": "+71992222214", "phone_number_verified": True}
    who = Browser(provider).sign_in(Ask(keep={"next": "/diary/"}))
    assert isinstance(who, Identity)
    assert (who.issuer, who.subject, who.sid) == (provider.issuer, "person-1", "session-1")
    assert (who.acr, who.amr) == ("urn:parta:level:confirmed", ("pwd",))
    assert who.auth_time is not None
    assert who.claims["phone_number"] == "+71992222214"
    assert who.kept == {"next": "/diary/"}


CLAIMS: list[tuple[Flaw, dict[str, Any]]] = [
    (Flaw.NONCE, {"nonce": "another"}),
    (Flaw.NONCE, {"nonce": None}),
    (Flaw.NONCE, {"nonce": 7}),
    (Flaw.ISSUER, {"iss": ELSEWHERE}),
    (Flaw.ISSUER, {"iss": None}),
    (Flaw.AUDIENCE, {"aud": "another"}),
    (Flaw.AUDIENCE, {"aud": None}),
    (Flaw.AUDIENCE, {"aud": "another", "azp": "school"}),
    (Flaw.AUDIENCE, {"aud": ["school", "another"]}),
    (Flaw.AUDIENCE, {"azp": "another"}),
    (Flaw.EXPIRY, {"exp": at(minutes=2)}),
    (Flaw.EXPIRY, {"exp": None}),
    (Flaw.EXPIRY, {"exp": "2099"}),
    (Flaw.EXPIRY, {"exp": 10**400}),
    (Flaw.EXPIRY, {"exp": True}),
    (Flaw.ISSUED_AT, {"iat": at(hours=1)}),
    (Flaw.ISSUED_AT, {"iat": at(hours=-1)}),
    (Flaw.ISSUED_AT, {"iat": None}),
    (Flaw.SUBJECT, {"sub": None}),
    (Flaw.SUBJECT, {"sub": 1}),
    (Flaw.SUBJECT, {"sub": "x" * 256}),
    (Flaw.SUBJECT, {"sub": "a\x00b"}),
    (Flaw.ACCESS_TOKEN, {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
    (Flaw.ACCESS_TOKEN, {"at_hash": "\ud800"}),
    (Flaw.AUTH_TIME, {"auth_time": None}),
    (Flaw.AUTH_TIME, {"auth_time": at(minutes=10)}),
    (Flaw.AUTH_TIME, {"auth_time": at(minutes=-10)}),
    (Flaw.AUTH_TIME, {"auth_time": "today"}),
]


@pytest.mark.proves(
    "asvs:6.8.4",
    "asvs:9.2.1",
    "asvs:9.2.3",
    "asvs:10.5.1",
    "asvs:10.5.4",
    "attack:code-injection",
    "attack:token-substitution",
)
@pytest.mark.parametrize(("flaw", "claims"), CLAIMS)
def test_a_spoilt_claim_keeps_out(
    provider: TestProvider, flaw: Flaw, claims: dict[str, Any]
) -> None:
    ask = Ask(keep={"next": "/"}, max_age=timedelta(minutes=1))
    assert isinstance(Browser(provider).sign_in(ask), Identity)
    provider.claims = claims
    assert Browser(provider).sign_in(ask) == Refusal(Why.UNTRUSTED, flaw, {"next": "/"})


@pytest.mark.proves("asvs:6.8.4")
@pytest.mark.parametrize(
    ("seconds_ago", "believed"), [(5, True), (600, False), (-600, False), (None, False)]
)
def test_who_was_to_sign_in_anew_must_have_done_so(
    provider: TestProvider, seconds_ago: int | None, believed: bool
) -> None:
    provider.claims = {"auth_time": None if seconds_ago is None else at(seconds=seconds_ago)}
    who = Browser(provider).sign_in(Ask(extra={"prompt": "login consent"}))
    assert isinstance(who, Identity) is believed
    assert believed or (isinstance(who, Refusal) and who.detail == Flaw.AUTH_TIME)


SIGNERS: list[Callable[[dict[str, Any]], str]] = [
    by_a_stranger,
    with_own_key,
    unsigned,
    with_public_key_as_secret,
    deep,
    lambda _: "not.a.token",
    lambda _: "ü.ü.ü",
    lambda claims: signed(claims | {"more": "x" * 20_000}, rsa(1)),
]


@pytest.mark.proves("asvs:6.8.2", "asvs:9.1.1", "asvs:9.1.2", "asvs:9.1.3")
@pytest.mark.parametrize("sign", SIGNERS)
def test_a_token_that_the_provider_did_not_sign_keeps_out(
    provider: TestProvider, sign: Callable[[dict[str, Any]], str]
) -> None:
    assert isinstance(Browser(provider).sign_in(), Identity)
    provider.sign = sign
    assert Browser(provider).sign_in() == Refusal(Why.UNTRUSTED, Flaw.SIGNATURE)


TOKENS: list[tuple[Flaw, dict[str, Any]]] = [
    (Flaw.NO_ID_TOKEN, {"id_token": None}),
    (Flaw.NO_ID_TOKEN, {"id_token": ""}),
    (Flaw.NO_ID_TOKEN, {"id_token": ["x"]}),
    (Flaw.ACCESS_TOKEN, {"access_token": None}),
    (Flaw.ACCESS_TOKEN, {"token_type": "DPoP"}),
    (Flaw.ACCESS_TOKEN, {"token_type": None}),
]


@pytest.mark.parametrize(("flaw", "body"), TOKENS)
def test_a_spoilt_token_answer_keeps_out(
    provider: TestProvider, flaw: Flaw, body: dict[str, Any]
) -> None:
    provider.token_body = body
    assert Browser(provider).sign_in() == Refusal(Why.UNTRUSTED, flaw)


@pytest.mark.proves("attack:token-substitution")
@pytest.mark.parametrize("sub", ["person-2", None, 1])
def test_what_userinfo_says_of_another_person_keeps_out(
    provider: TestProvider, sub: object
) -> None:
    provider.about = {"sub": sub}
    assert Browser(provider).sign_in() == Refusal(Why.UNTRUSTED, Flaw.USERINFO)


@pytest.mark.proves("asvs:10.2.2", "attack:mixed-up-issuer")
@pytest.mark.parametrize(
    ("changes", "announced", "flaw"),
    [
        ({"iss": ELSEWHERE}, True, Flaw.MIX_UP),
        ({"iss": None}, True, Flaw.MIX_UP),
        ({"iss": ELSEWHERE}, None, Flaw.MIX_UP),
        ({"iss": None}, None, None),
    ],
)
def test_an_answer_from_another_issuer_keeps_out(
    provider: TestProvider, changes: dict[str, Any], announced: object, flaw: Flaw | None
) -> None:
    provider.described = {"authorization_response_iss_parameter_supported": announced}
    who = Browser(provider).sign_in(**changes)
    assert who == Refusal(Why.UNTRUSTED, flaw) if flaw else isinstance(who, Identity)


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("raw", [HTML, HUGE, AWAY, HANGS, LIST, DEEP, Raw(b"", 204)])
def test_an_endpoint_that_does_not_answer_properly_is_out_of_reach(
    provider: TestProvider, monkeypatch: pytest.MonkeyPatch, path: str, raw: Raw
) -> None:
    monkeypatch.setattr(http.client(), "timeout", httpx.Timeout(0.3))
    provider.answers = {path: raw}
    who = Browser(provider).sign_in()
    assert isinstance(who, Refusal)
    assert who.why == Why.UNREACHABLE


@pytest.mark.proves("asvs:10.5.3", "attack:mixed-up-issuer")
@pytest.mark.parametrize(
    "described",
    [
        {"issuer": ELSEWHERE},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"token_endpoint": "javascript:alert(1)"},
        {"jwks_uri": ["http://a"]},
        {"userinfo_endpoint": "ftp://a/b"},
        {"pushed_authorization_request_endpoint": "http://[::1"},
    ],
)
def test_a_description_that_cannot_be_used_is_out_of_reach(
    provider: TestProvider, described: dict[str, Any]
) -> None:
    provider.described = described
    who = Browser(provider).sign_in()
    assert isinstance(who, Refusal)
    assert who.why == Why.UNREACHABLE


def test_a_provider_that_is_down_is_out_of_reach(provider: TestProvider) -> None:
    provider.issuer = "http://127.0.0.1:9"
    who = Browser(provider).leave()
    assert isinstance(who, Refusal)
    assert who.why == Why.UNREACHABLE


def test_a_provider_that_hangs_holds_one_thread(
    provider: TestProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http.client(), "timeout", httpx.Timeout(0.3))
    provider.answers = {ENDPOINTS[0]: HANGS}
    assert isinstance(Browser(provider).leave(), Refusal)
    with ThreadPoolExecutor() as threads:
        tries = list(threads.map(lambda _: Browser(provider).leave(), range(4)))
    details = sorted(why.detail.rpartition(" ")[2] for why in tries if isinstance(why, Refusal))
    assert details == ["ReadTimeout", "tried", "tried", "tried"]
    provider.answers = {}
    assert isinstance(Browser(provider).sign_in(), Identity)


ERRORS = [
    ("access_denied", Why.DENIED),
    ("login_required", Why.SILENT),
    ("consent_required", Why.SILENT),
    ("temporarily_unavailable", Why.UNREACHABLE),
    ("invalid_scope", Why.REFUSED),
    ("<script>", Why.REFUSED),
]


@pytest.mark.parametrize(("error", "why"), ERRORS)
def test_an_error_says_what_it_means(provider: TestProvider, error: str, why: Why) -> None:
    who = Browser(provider).sign_in(code=None, error=error)
    assert isinstance(who, Refusal)
    assert who.why == why


@pytest.mark.parametrize("path", ["/par", "/token"])
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"error": "invalid_client"}', Why.REFUSED),
        (b'{"error": "server_error"}', Why.UNREACHABLE),
        (b'{"error": {"a": []}}', Why.REFUSED),
        (b"{}", Why.REFUSED),
    ],
)
def test_an_error_behind_the_scenes_says_what_it_means(
    provider: TestProvider, path: str, body: bytes, why: Why
) -> None:
    provider.answers = {path: Raw(body, 400)}
    who = Browser(provider).sign_in()
    assert isinstance(who, Refusal)
    assert who.why == why


def test_a_new_key_is_read_once_and_lets_in(provider: TestProvider) -> None:
    assert isinstance(Browser(provider).sign_in(), Identity)
    provider.key, provider.published = rsa(3), [rsa(3)]
    assert isinstance(Browser(provider).sign_in(), Identity)
    assert provider.asked.count("/keys") == 2


def test_es256_lets_in_and_keys_that_cannot_be_used_are_passed_over(
    provider: TestProvider,
) -> None:
    keys = [{"kty": "OKP"}, {"kty": "EC", "crv": "P-1"}, "x", elliptic().as_dict(private=False)]
    provider.answers = {"/keys": Raw(json.dumps({"keys": keys}).encode())}
    provider.key = elliptic()
    assert isinstance(Browser(provider).sign_in(), Identity)
