"""A provider as it describes itself, and our registration with it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlsplit

from joserfc.jwk import KeySet

from parta.oidc import fetch
from parta.oidc.jose import Claims, UnknownKey, import_keys
from parta.oidc.refusal import Flaw, Stop, Why

if TYPE_CHECKING:
    from parta.oidc.dialect import Dialect

KEEP_SECONDS = 3600.0
"""How long a provider's description and keys are taken as current."""
NEW_KEYS_SECONDS = 5.0
"""How often a token that names an unknown key makes the keys be read anew, at most."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What a provider and this site agreed on."""

    issuer: str
    client_id: str
    client_secret: str  # "" for a public client
    redirect_uri: str
    scope: str = "openid"
    dialect: "Dialect | None" = None
    """How the provider speaks; None: OpenID Connect."""


@dataclass(frozen=True, slots=True)
class Provider:
    """OpenID Connect Discovery 1.0, §3: as much of it as we use.  "" where not announced."""

    issuer: str
    authorization: str
    token: str
    jwks: str
    userinfo: str
    pushed: str
    end_session: str
    names_itself: bool  # RFC 9207: `iss` in each answer
    post_auth: bool  # the client's secret goes into the form, basic is not offered


NOTHING = (0.0, None)
_providers: dict[str, tuple[float, Provider]] = {}
_keys: dict[str, tuple[float, KeySet]] = {}
_renewed: dict[str, float] = {}  # when keys were last read for an unknown one


def discover(issuer: str, *, anew: bool = False) -> Provider:
    """The provider's description, at most an hour old; `anew` asks even when it is known."""
    read_at, provider = _providers.get(issuer, NOTHING)
    if anew or provider is None or time.monotonic() - read_at > KEEP_SECONDS:
        answer = fetch.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if not answer.ok or answer.body.get("issuer") != issuer:
            raise Stop(Why.UNREACHABLE, f"{issuer} does not describe itself")
        provider = _described(issuer, answer.body)
        _providers[issuer] = (time.monotonic(), provider)
    return provider


def keys(provider: Provider, *, anew: bool = False) -> KeySet:
    """The provider's public keys; `anew` asks even when they are known."""
    read_at, known = _keys.get(provider.jwks, NOTHING)
    if anew or known is None or time.monotonic() - read_at > KEEP_SECONDS:
        answer = fetch.get(provider.jwks)
        documents = answer.body.get("keys")
        if not answer.ok or not isinstance(documents, list):
            raise Stop(Why.UNREACHABLE, f"{provider.jwks} holds no keys")
        known = import_keys(documents)
        _keys[provider.jwks] = (time.monotonic(), known)
    return known


def believed(provider: Provider, verify: Callable[[KeySet], Claims | Flaw]) -> Claims:
    """The claims that `verify` finds right by the provider's keys, read anew for an unknown one."""
    try:
        claims = verify(keys(provider))
    except UnknownKey:
        claims = _by_new_keys(provider, verify)
    if isinstance(claims, Flaw):
        raise Stop(Why.UNTRUSTED, claims)
    return claims


def _by_new_keys(provider: Provider, verify: Callable[[KeySet], Claims | Flaw]) -> Claims | Flaw:
    """Whoever sends tokens with made-up keys must not make us ask the provider each time."""
    now, before = time.monotonic(), _renewed.get(provider.jwks)
    if before is not None and now - before < NEW_KEYS_SECONDS:
        return Flaw.SIGNATURE
    _renewed[provider.jwks] = now
    try:
        return verify(keys(provider, anew=True))
    except UnknownKey:
        return Flaw.SIGNATURE


def forget() -> None:
    """Read every provider anew at the next need."""
    _providers.clear()
    _keys.clear()
    _renewed.clear()


def ask_as(
    registration: Registration, provider: Provider, url: str, form: Mapping[str, str]
) -> fetch.Answer:
    """POST `form` to the provider's `url` as the registered client (RFC 6749, §2.3.1)."""
    name, word = registration.client_id, registration.client_secret
    if not word:
        return fetch.post(url, {**form, "client_id": name})
    if provider.post_auth:
        return fetch.post(url, {**form, "client_id": name, "client_secret": word})
    return fetch.post(url, form, basic=(quote_plus(name), quote_plus(word)))


def _described(issuer: str, body: Mapping[str, Any]) -> Provider:
    def address(name: str, *, needed: bool = False) -> str:
        url = body.get(name, "")
        secure = not issuer.startswith("https:") or str(url).startswith("https:")
        if not url and not needed:
            return ""
        if not isinstance(url, str) or not secure or not _is_web(url):
            raise Stop(Why.UNREACHABLE, f"{issuer} announces a {name} that can't be used")
        return url

    methods = body.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Provider(
        issuer=issuer,
        authorization=address("authorization_endpoint", needed=True),
        token=address("token_endpoint", needed=True),
        jwks=address("jwks_uri", needed=True),
        userinfo=address("userinfo_endpoint"),
        pushed=address("pushed_authorization_request_endpoint"),
        end_session=address("end_session_endpoint"),
        names_itself=body.get("authorization_response_iss_parameter_supported") is True,
        post_auth=isinstance(methods, list) and "client_secret_basic" not in methods,
    )


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.fragment
