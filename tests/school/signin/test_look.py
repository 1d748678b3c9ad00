"""`parta check` says in words what is wrong with a provider that somebody else runs."""

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as live
from django.core.management import call_command
from pytest_django import Settings

from parta.kit.env import Misconfigured
from parta.oidc import provider as known
from parta.oidc.dialects.terms import ESIA, ESIA_V3, PLAIN, VKID, Terms
from tests.oidc.dialects.esia_stand import HASH, pair
from tests.oidc.provider import Raw, TestProvider, serve

SCOPES = ["openid", "profile", "phone", "email"]
CLAIMS = ["sub", "birthdate", "phone_number", "email"]
LEVELS = ["urn:parta:level:simplified", "urn:parta:level:confirmed"]
FIT = {
    "response_types_supported": ["code"],
    "id_token_signing_alg_values_supported": ["RS256"],
    "code_challenge_methods_supported": ["S256"],
    "scopes_supported": SCOPES,
    "claims_supported": CLAIMS,
    "acr_values_supported": LEVELS,
}


@pytest.fixture
def provider(settings: Settings) -> Iterator[TestProvider]:
    known.forget()
    server, provider = serve()
    provider.described = dict(FIT)
    settings.SIGNIN_ISSUER = provider.issuer
    yield provider
    server.shutdown()
    server.server_close()


def said() -> list[str]:
    out = StringIO()
    call_command("providers_look", stdout=out)
    return out.getvalue().splitlines()


def test_ours_are_not_looked_at(settings: Settings) -> None:
    settings.SIGNIN_ISSUER = live.SITE_URLS["civic"]
    assert said() == []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"issuer": "https://b.example"}, "{0} calls itself 'https://b.example': set {1}_ISSUER to ex"),
    ({"token_endpoint": None}, "{0} ({1}_ISSUER) can't be used: {0} announces a token_endpoint"),
    ({"response_types_supported": ["id_token"]}, "{0} offers none of code (response_types_supp"),
    (
        {"id_token_signing_alg_values_supported": ["HS256"]},
        "{0} offers none of ES256, RS256 (id_token_signing_alg_values_supported).",
    ),
    (
        {"code_challenge_methods_supported": ["plain"]},
        "{0} offers none of S256 (code_challenge_methods_supported).",
    ),
    (
        {"token_endpoint_auth_methods_supported": ["private_key_jwt"]},
        "{0} offers none of client_secret_basic, client_secret_post (token_endpoint_auth_methods_",
    ),
    ({"scopes_supported": ["openid", "email"]}, "{0} does not announce the scopes phone, profile."),
    (
        {"claims_supported": ["sub", "email"]},
        "{0} does not announce the claims birthdate, phone_number: see {1}_CLAIMS.",
    ),
    (
        {"acr_values_supported": ["0", "1"]},
        "{0} announces no level that is known: set {1}_LEVELS.",
    ),
    ({"acr_values_supported": None}, "{0} announces no level that is known: set {1}_LEVELS."),
]


@pytest.mark.parametrize(("described", "sentence"), WRONG)
def test_what_a_provider_announces_wrongly_is_said(
    provider: TestProvider, described: dict[str, Any], sentence: str
) -> None:
    provider.described = FIT | described
    lines = said()
    assert len(lines) == bool(sentence)
    assert "".join(lines).startswith(sentence.format(provider.issuer, "PARTA_SIGNIN"))


def test_what_is_set_for_a_provider_is_not_missed(
    provider: TestProvider, settings: Settings
) -> None:
    provider.described = FIT | {"acr_values_supported": ["1"], "claims_supported": ["born"]}
    settings.SIGNIN_TERMS = Terms(
        "SIGNIN", scope="openid profile", levels="1=confirmed", claims="birthdate=born"
    )
    assert said() == []
    settings.SIGNIN_TERMS = replace(settings.SIGNIN_TERMS, levels="*=confirmed")
    assert said() == []
    settings.SIGNIN_TERMS = replace(settings.SIGNIN_TERMS, levels="2=confirmed")
    assert len(said()) == 1


@pytest.mark.parametrize(
    ("path", "raw", "end"),
    [
        ("/.well-known/openid-configuration", Raw(status=502), "JSONDecodeError."),
        ("/keys", Raw(b"{}"), "holds no keys."),
        ("/keys", Raw(b'{"keys": []}'), "publishes no RSA or EC key: its ID tokens can't be ch"),
    ],
)
def test_one_that_does_not_answer_properly_is_said(
    provider: TestProvider, path: str, raw: Raw, end: str
) -> None:
    provider.answers = {path: raw}
    lines = said()
    assert len(lines) == 1
    assert provider.issuer in lines[0]
    assert end in lines[0]


OLD = Terms(
    "SIGNIN",
    offers=(ESIA, ESIA_V3),
    dialect=ESIA,
    key=pair("school").key_path,
    certificate=pair("school").path,
    provider_certificate=pair("esia").path,
)
ESIAS: list[tuple[Terms, str]] = [
    (OLD, ""),
    (replace(OLD, key=pair("other").key_path), "_KEY is not the key of PARTA_SIGNIN_CERTIFICATE."),
    (replace(OLD, certificate=__file__), "holds no certificate that can be read"),
    (replace(OLD, provider_certificate="/nowhere"), "PARTA_SIGNIN_PROVIDER_CERTIFICATE can't be"),
    (
        replace(OLD, provider_certificate=pair("late", 9).path),
        "PARTA_SIGNIN_PROVIDER_CERTIFICATE e",
    ),
    (replace(OLD, signer="false"), "Requests to the ESIA can't be signed: the signing command"),
    (replace(OLD, dialect=ESIA_V3, certificate_hash=HASH), ""),
]


@pytest.mark.parametrize(("terms", "part"), ESIAS)
def test_what_is_wrong_with_the_place_at_the_esia_is_said(
    provider: TestProvider, settings: Settings, terms: Terms, part: str
) -> None:
    provider.answers = {"/": Raw()}
    settings.SIGNIN_TERMS = terms
    lines = said()
    assert len(lines) == bool(part)
    assert part in "".join(lines)


@pytest.mark.parametrize("terms", [OLD, Terms("LEARNING", offers=(VKID,), dialect=VKID)])
def test_one_that_is_down_is_said(settings: Settings, terms: Terms) -> None:
    of = terms.of
    setattr(settings, f"{of}_ISSUER", "http://127.0.0.1:9")
    setattr(settings, f"{of}_TERMS", terms)
    assert said() == [f"http://127.0.0.1:9 (PARTA_{of}_ISSUER) does not answer: ConnectError."]


UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"dialect": "saml"}, "PARTA_SIGNIN_DIALECT must be one of oidc, esia, not 'saml'."),
    ({"levels": "gold"}, "PARTA_SIGNIN_LEVELS must be written as a=b,c=d or *=d, not 'gold'."),
    ({"levels": "gold=high"}, "PARTA_SIGNIN_LEVELS knows simplified, standard, confirmed, not"),
    ({"claims": "sub=login"}, "PARTA_SIGNIN_CLAIMS can rename birthdate, email"),
    ({"dialect": ESIA}, "With PARTA_SIGNIN_DIALECT=esia set PARTA_SIGNIN_KEY and"),
    ({"dialect": ESIA, "signer": "x"}, "set PARTA_SIGNIN_PROVIDER_CERTIFICATE, or"),
    ({"dialect": ESIA, "signer": "x 'y", "verifier": "z"}, "PARTA_SIGNIN_SIGNER can't be read as"),
    ({"dialect": ESIA, "signer": "x", "verifier": "z"}, "PARTA_SIGNIN_VERIFIER must name {signat"),
]


@pytest.mark.parametrize(("set_to", "sentence"), UNFIT)
def test_a_setting_that_cannot_be_used_stops_the_start(
    set_to: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Misconfigured) as stop:
        Terms("SIGNIN", offers=(PLAIN, ESIA), **set_to)
    assert sentence in str(stop.value)
