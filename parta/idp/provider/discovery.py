"""What this provider is and can do (OpenID Connect Discovery), and its public keys.

Addresses come from the settings, never from the request's Host header.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from parta.idp.accounts.account import model
from parta.idp.accounts.claims import known_scopes
from parta.idp.provider import jose
from parta.idp.provider.keyring import ALGORITHMS
from parta.idp.provider.rules import OFFLINE, PROMPTS

PROTOCOL_CLAIMS = ("sub", "iss", "aud", "iat", "exp", "auth_time", "amr", "sid", "nonce", "at_hash")
METHODS = ("client_secret_basic", "client_secret_post", "private_key_jwt", "none")
PUBLIC = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"}


@require_safe
def keys(_request: HttpRequest) -> JsonResponse:
    return JsonResponse(jose.public_keys(), headers=PUBLIC)


@require_safe
def configuration(_request: HttpRequest) -> JsonResponse:
    return JsonResponse(described(), headers=PUBLIC)


def described() -> dict[str, Any]:
    issuer, account = settings.ISSUER, model()
    released = [name for names in account.SCOPES.values() for name in names]
    levels = {"acr_values_supported": list(account.LEVELS)} if account.LEVELS else {}
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "jwks_uri": f"{issuer}/jwks",
        "revocation_endpoint": f"{issuer}/revoke",
        "end_session_endpoint": f"{issuer}/end-session",
        "pushed_authorization_request_endpoint": f"{issuer}/par",
        "scopes_supported": [*known_scopes(), OFFLINE],
        "claims_supported": [*PROTOCOL_CLAIMS, *(["acr"] if levels else []), *released],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": list(ALGORITHMS),
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        **_proofs("token_endpoint"),
        **_proofs("revocation_endpoint"),
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": sorted(PROMPTS),
        "ui_locales_supported": [code for code, _ in settings.LANGUAGES],
        "claims_parameter_supported": True,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
        **levels,
    }


def _proofs(endpoint: str) -> dict[str, Any]:
    """How a client proves itself there."""
    return {
        f"{endpoint}_auth_methods_supported": list(METHODS),
        f"{endpoint}_auth_signing_alg_values_supported": list(ALGORITHMS),
    }
