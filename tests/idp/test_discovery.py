"""The provider says what it does, under its own name whatever the Host header says."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Http
from joserfc.jwk import KeySet

from parta.idp.accounts.account import Account, model
from tests.idp.party import Browser, Party, ask

PROOFS = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"]
ENDPOINTS = {
    "authorization_endpoint": "/authorize",
    "token_endpoint": "/token",
    "userinfo_endpoint": "/userinfo",
    "jwks_uri": "/jwks",
    "revocation_endpoint": "/revoke",
    "end_session_endpoint": "/end-session",
    "pushed_authorization_request_endpoint": "/par",
}
CONFIGURATION = "/.well-known/openid-configuration"


@pytest.mark.proves("asvs:9.1.2", "asvs:10.4.4", "asvs:10.6.1")
def test_the_whole_configuration(db: None) -> None:
    issuer = settings.ISSUER
    released = [name for names in model().SCOPES.values() for name in names]
    levels, algorithms = list(model().LEVELS), ["RS256", "ES256"]
    endpoints = {name: f"{issuer}{path}" for name, path in ENDPOINTS.items()}
    expected: dict[str, Any] = {
        "issuer": issuer,
        **endpoints,
        "scopes_supported": ["openid", *model().SCOPES, "offline_access"],
        "claims_supported": [
            *("sub", "iss", "aud", "iat", "exp", "auth_time", "amr", "sid", "nonce", "at_hash"),
            *(["acr"] if levels else []),
            *released,
        ],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": algorithms,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "token_endpoint_auth_methods_supported": PROOFS,
        "token_endpoint_auth_signing_alg_values_supported": algorithms,
        "revocation_endpoint_auth_methods_supported": PROOFS,
        "revocation_endpoint_auth_signing_alg_values_supported": algorithms,
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["consent", "login", "none", "select_account"],
        "ui_locales_supported": ["ru", "en"],
        "claims_parameter_supported": True,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
        **({"acr_values_supported": levels} if levels else {}),
    }
    response = Http().get(CONFIGURATION)
    assert response.json() == expected
    assert response["Access-Control-Allow-Origin"] == "*"


def test_every_announced_endpoint_is_there(db: None) -> None:
    found = Http().get(CONFIGURATION).json()
    for name, address in found.items():
        if name.endswith(("_endpoint", "_uri")):
            path = address.removeprefix(settings.ISSUER)
            assert Http().get(path).status_code != 404, name


@pytest.mark.proves("provider:16")
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9"])
def test_addresses_do_not_follow_the_host_header(host: str, db: None) -> None:
    assert Http().get(CONFIGURATION, headers={"host": host}).json()["issuer"] == settings.ISSUER


@pytest.mark.proves("provider:16")
@pytest.mark.parametrize("path", [CONFIGURATION, "/authorize", "/signin", "/", "/userinfo"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8001", "a b", "[", "127.0.0.1@e"])
def test_a_foreign_host_is_refused(host: str, path: str, db: None) -> None:
    response = Http().get(path, headers={"host": host})
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


@pytest.mark.proves("provider:16", "provider:10")
def test_answers_name_the_issuer_whatever_the_host(anya: Account, party: Party) -> None:
    browser = Browser("+7 199 111-11-11", headers={"host": "localhost"})
    assert browser.through(ask(party))["iss"] == settings.ISSUER


@pytest.mark.proves("provider:17")
def test_the_published_keys_are_public_and_named(db: None) -> None:
    response = Http().get("/jwks")
    published = response.json()["keys"]
    rsa = {"kty", "n", "e", "use", "alg", "kid"}
    curve = {"kty", "crv", "x", "y", "use", "alg", "kid"}
    assert [(set(key), key["use"], key["alg"]) for key in published] == [
        (rsa, "sig", "RS256"),
        (rsa, "sig", "RS256"),
        (curve, "sig", "ES256"),
        (curve, "sig", "ES256"),
    ]
    assert len({key["kid"] for key in published}) == 4
    assert KeySet.import_key_set(response.json()).keys[0].kid == published[0]["kid"]
