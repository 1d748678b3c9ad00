"""Clients that prove themselves by a key of their own (private_key_jwt)."""

import base64
import hmac
import json
import secrets
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Http
from joserfc import jws, jwt
from joserfc.jwk import ECKey, Key, RSAKey

from parta.idp.accounts.account import Account
from parta.idp.provider.models import Client, ClientAuth, PushedRequest, UsedAssertion
from parta.kit import clock
from tests.idp.party import Ask, Browser, Party, ask, post, redeem, register

ANYA = "+7 199 111-11-11"
TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
EC = ECKey.generate_key("P-256", {"kid": "ec"})
ENDPOINTS = ["/token", "/par", "/revoke"]
pytestmark = pytest.mark.proves("provider:18")


@pytest.fixture
def keyed(db: None) -> Party:
    register("keyed", ["openid"], public=True)
    known = {"keys": [key.as_dict(private=False) for key in (RSA, EC)]}
    Client.objects.update(auth=ClientAuth.KEY, jwks=known)
    return Party("keyed")


def assertion(key: Key = EC, **changes: Any) -> str:
    """A sound one; a change of None leaves a claim out."""
    now = int(clock.now().timestamp())
    claims = {
        "iss": "keyed",
        "sub": "keyed",
        "aud": settings.ISSUER,
        "iat": now,
        "exp": now + 60,
        "jti": secrets.token_urlsafe(12),
        **changes,
    }
    alg = "ES256" if isinstance(key, ECKey) else "RS256"
    said = {name: value for name, value in claims.items() if value is not None}
    header = {"alg": alg, "kid": key.kid}
    return jws.serialize_compact(header, json.dumps(said), key, algorithms=[alg])


def proof(text: str) -> dict[str, str]:
    return {"client_assertion_type": TYPE, "client_assertion": text}


def refused(path: str, text: str, **more: str) -> None:
    response = post(Http(), path, {"token": "x", "grant_type": "x"} | proof(text) | more)
    assert (response.status_code, response.json()) == (401, {"error": "invalid_client"})
    assert response["WWW-Authenticate"]


@pytest.mark.parametrize("key", [RSA, EC])
def test_signs_people_in_by_its_key_and_pushes(key: Key, anya: Account, keyed: Party) -> None:
    asked = ask(keyed)
    response = post(Http(), "/par", asked.parameters | proof(assertion(key)))
    assert response.status_code == 201
    assert PushedRequest.objects.get().parameters == asked.parameters
    short = Ask(
        keyed, {"client_id": "keyed", "request_uri": response.json()["request_uri"]}, asked.verifier
    )
    code = Browser(ANYA).through(short)["code"]
    assert redeem(asked, code).json() == {
        "error": "invalid_client"
    }  # its name alone proves nothing
    given = redeem(asked, code, **proof(assertion(key)))
    assert given.status_code == 200
    back = {"token": given.json()["access_token"], **proof(assertion(key))}
    assert post(Http(), "/revoke", back).status_code == 200


@pytest.mark.parametrize("path", ENDPOINTS)
def test_an_assertion_works_once_at_all_endpoints_together(path: str, keyed: Party) -> None:
    text = assertion()
    assert post(Http(), "/revoke", {"token": "x"} | proof(text)).status_code == 200
    refused(path, text)
    assert UsedAssertion.objects.count() == 1


@pytest.mark.parametrize("aud", ["", "/token", "/par"])
@pytest.mark.parametrize("listed", [False, True])
def test_is_meant_for_our_issuer_or_endpoint(aud: str, listed: bool, keyed: Party) -> None:
    said = settings.ISSUER + aud
    text = assertion(aud=[said, "https://elsewhere.example"] if listed else said)
    assert post(Http(), "/revoke", {"token": "x"} | proof(text)).status_code == 200


@pytest.mark.proves("asvs:9.2.1", "asvs:9.2.3")
@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "other"},
        {"sub": "other"},
        {"sub": None},
        {"sub": ["keyed"]},
        {"sub": "key\x00ed"},
        {"sub": "\ud800"},
        {"aud": None},
        {"aud": "https://elsewhere.example"},
        {"aud": {"a": 1}},
        {"aud": [["x"]]},
        {"exp": None},
        {"exp": 1},
        {"exp": 10**12},
        {"exp": 10**400},
        {"exp": "soon"},
        {"exp": True},
        {"exp": float("nan")},
        {"exp": float("inf")},
        {"iat": 10**10},
        {"iat": "now"},
        {"nbf": 10**10},
        {"jti": None},
        {"jti": ""},
        {"jti": 7},
        {"jti": "x" * 300},
        {"jti": "\ud800"},
    ],
)
def test_an_unsound_assertion_is_refused(path: str, changes: dict[str, Any], keyed: Party) -> None:
    refused(path, assertion(**changes))


def test_an_assertion_that_would_live_for_long_is_refused(keyed: Party) -> None:
    now = int(clock.now().timestamp())
    refused("/token", assertion(exp=now + 3600))
    refused("/token", assertion(exp=now - 60))


def forged(payload: bytes, header: bytes = b'{"alg":"ES256","kid":"ec"}') -> str:
    def part(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    return f"{part(header)}.{part(payload)}.{part(b'x' * 64)}"


def none() -> str:
    return forged(json.dumps({"sub": "keyed"}).encode(), b'{"alg":"none"}')


def with_public_key_as_secret() -> str:
    said = assertion().split(".")[1]
    header = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"rsa"}').rstrip(b"=").decode()
    signature = hmac.digest(RSA.as_pem(private=False), f"{header}.{said}".encode(), "sha256")
    return f"{header}.{said}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "a.b.c",
        "й.й.й",
        forged(b"[" * 2500),
        forged(b'{"a":' * 500),
        forged(b'{"sub":"keyed","a":' + b"[" * 2000),
        forged(b"\xff"),
        forged(b"null"),
        forged(b'{"sub":"keyed"}'),
        forged(b'{"sub":"keyed"}', b"[" * 2500),
        forged(b'{"sub":"keyed"}', b'{"alg":["ES256"]}'),
        forged(b'{"sub":"keyed"}', b'{"alg":"ES256","crit":["x"]}'),
        forged(b'{"sub":"keyed"}', b'{"alg":"ES256","kid":{}}'),
        forged(b'{"sub":"' + b"1" * 2000 + b'"}'),
        forged(b'{"exp":' + b"9" * 2500 + b',"sub":"keyed"}'),
    ],
)
def test_what_is_no_assertion_is_refused(path: str, text: str, keyed: Party) -> None:
    if text:
        refused(path, text)
    else:
        refused(path, "", client_id="keyed")


@pytest.mark.proves("asvs:9.1.1", "asvs:9.1.2", "asvs:9.1.3")
@pytest.mark.parametrize("path", ENDPOINTS)
def test_a_signature_of_another_hand_is_refused(path: str, keyed: Party, party: Party) -> None:
    refused(path, assertion(ECKey.generate_key("P-256", {"kid": "ec"})))
    refused(path, assertion(RSAKey.generate_key(2048, {"kid": "strange"})))
    refused(path, none())
    refused(path, with_public_key_as_secret())
    refused(path, assertion(iss="party", sub="party"))  # has a secret, not a key
    Client.objects.filter(client_id="keyed").update(jwks={"keys": [{"kty": "RSA"}]})
    refused(path, assertion())
    Client.objects.filter(client_id="keyed").update(is_active=False)
    refused(path, assertion())


def test_another_kind_of_proof_does_not_do(keyed: Party) -> None:
    text = assertion()
    form = {"token": "x", "client_assertion": text}
    assert post(Http(), "/revoke", form).json() == {"error": "invalid_client"}
    both = form | proof(text) | {"client_secret": "x"}
    assert post(Http(), "/revoke", both).json()["error"] == "invalid_request"
    with_header = post(Http(), "/revoke", form | proof(text), Party("keyed", "x"))
    assert with_header.json()["error"] == "invalid_request"
    assert post(Http(), "/revoke", {"token": "x"}, Party("keyed", "x")).status_code == 401
    named = form | proof(text) | {"client_id": "other"}
    assert post(Http(), "/revoke", named).json()["error"] == "invalid_request"


def test_a_key_without_a_name_is_found_among_the_clients_keys(keyed: Party) -> None:
    claims = jwt.decode(assertion(), EC, algorithms=["ES256"]).claims
    text = jwt.encode({"alg": "ES256"}, dict(claims), EC, algorithms=["ES256"])
    assert post(Http(), "/revoke", {"token": "x"} | proof(text)).status_code == 200
