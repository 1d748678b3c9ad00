"""What is wrong with an OpenID Provider in the place of ours, as it announces itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from parta.oidc import fetch
from parta.oidc.dialects.reading import ANY, LEVELS, Reading
from parta.oidc.jose import ALGORITHMS
from parta.oidc.provider import Registration, discover, keys
from parta.oidc.refusal import Stop

CLAIMS = {"profile": ("birthdate",), "phone": ("phone_number",), "email": ("email",)}
"""What the school reads of each scope."""
DISCOVERY = "/.well-known/openid-configuration"


def look(registration: Registration, reading: Reading, settings: str) -> Iterator[str]:
    issuer = registration.issuer
    try:
        document = fetch.get(f"{issuer.rstrip('/')}{DISCOVERY}").body
        named = document.get("issuer")
        if named != issuer:
            yield f"{issuer} calls itself {named!r}: set {settings}_ISSUER to exactly that."
            return
        provider = discover(issuer, anew=True)
        if not list(keys(provider, anew=True).keys):
            yield f"{issuer} publishes no RSA or EC key: its ID tokens can't be checked."
    except Stop as stop:
        yield f"{issuer} ({settings}_ISSUER) can't be used: {stop.detail}."
        return
    yield from _unfit(registration, document)
    yield from _untold(registration, reading, document, settings)


def _unfit(registration: Registration, document: Mapping[str, Any]) -> Iterator[str]:
    wanted = {
        "response_types_supported": {"code"},
        "id_token_signing_alg_values_supported": set(ALGORITHMS),
        "code_challenge_methods_supported": {"S256"},
        "token_endpoint_auth_methods_supported": {"client_secret_basic", "client_secret_post"},
    }
    for name, some in wanted.items():
        if some.isdisjoint(_listed(document, name, some)):
            yield f"{registration.issuer} offers none of {', '.join(sorted(some))} ({name})."
    scopes = set(registration.scope.split())
    if missing := scopes - _listed(document, "scopes_supported", scopes):
        yield f"{registration.issuer} does not announce the scopes {', '.join(sorted(missing))}."


def _untold(
    registration: Registration, reading: Reading, document: Mapping[str, Any], settings: str
) -> Iterator[str]:
    names = {name for scope in registration.scope.split() for name in CLAIMS.get(scope, ())}
    theirs = {reading.claims.get(name, name) for name in names}
    if missing := theirs - _listed(document, "claims_supported", theirs):
        told = ", ".join(sorted(missing))
        yield f"{registration.issuer} does not announce the claims {told}: see {settings}_CLAIMS."
    ours = set(LEVELS.values())
    levels = set(reading.levels) - {ANY} if reading.levels else ours
    if ANY in reading.levels or not settings.endswith("SIGNIN"):
        return
    if levels.isdisjoint(_listed(document, "acr_values_supported", set())):
        yield f"{registration.issuer} announces no level that is known: set {settings}_LEVELS."


def _listed(document: Mapping[str, Any], name: str, otherwise: set[str]) -> set[str]:
    """What the provider lists under `name`; `otherwise` where it does not say."""
    listed = document.get(name)
    return {str(one) for one in listed} if isinstance(listed, list) else otherwise
