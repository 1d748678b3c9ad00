"""The JSON endpoints of a provider as an OpenAPI document, for programs that try them out."""

from typing import Any

FORM = "application/x-www-form-urlencoded"
JSON = {"application/json": {"schema": {"type": "object"}}}
CLIENT = ("client_id", "client_secret", "client_assertion", "client_assertion_type")
FORMS = {
    "/token": ("grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", *CLIENT),
    "/revoke": ("token", "token_type_hint", *CLIENT),
    "/par": (
        *("response_type", "redirect_uri", "scope", "state", "nonce", "claims", "max_age"),
        *("prompt", "code_challenge", "code_challenge_method", "request", "request_uri", *CLIENT),
    ),
    "/userinfo": ("access_token",),
}
READ = ("/.well-known/openid-configuration", "/jwks", "/userinfo")
STATUSES = ("200", "201", "400", "401", "403", "405", "413", "415")


def document(base: str) -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {path: {"get": _answers()} for path in READ}
    for path, names in FORMS.items():
        paths.setdefault(path, {})["post"] = {"requestBody": _form(names), **_answers()}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Provider", "version": "1"},
        "servers": [{"url": base}],
        "paths": paths,
    }


def _form(names: tuple[str, ...]) -> dict[str, Any]:
    properties = {name: {"type": "string"} for name in names}
    return {"content": {FORM: {"schema": {"type": "object", "properties": properties}}}}


def _answers() -> dict[str, Any]:
    return {"responses": {status: {"description": "JSON", "content": JSON} for status in STATUSES}}
