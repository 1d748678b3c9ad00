"""VK ID: its own token endpoint, a device that has to be named, a person told by POST.

Its ID token is not read.  Who came is what the provider itself answers, over a
connection that this site opened to it, about the access token that it has just
given for this sign-in's code.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx

from parta.kit import http
from parta.oidc import fetch
from parta.oidc.dialect import Leave, Outgoing
from parta.oidc.dialects.query import challenge, with_query
from parta.oidc.dialects.reading import iso_date
from parta.oidc.id_token import PLAIN
from parta.oidc.pending import Pending
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Flaw, Stop, Why, protocol_error

GENDERS: Final = {"1": "female", "2": "male"}
RUSSIAN: Final = "0"
log = logging.getLogger("parta.oidc")


@dataclass(frozen=True, slots=True)
class VkId:
    brings_state_back: bool = False
    tells_of_logouts: bool = False

    def address(self, registration: Registration, outgoing: Outgoing) -> str:
        """It knows neither nonce nor claims nor login_hint: those stay here."""
        query = {
            "response_type": "code",
            "client_id": registration.client_id,
            "redirect_uri": registration.redirect_uri,
            "scope": registration.scope,
            "state": outgoing.state,
            "code_challenge": challenge(outgoing.pending.verifier),
            "code_challenge_method": "s256",
            "lang_id": RUSSIAN,
        }
        prompt = outgoing.ask.extra.get("prompt", "")
        return with_query(
            f"{registration.issuer}/authorize", query | ({"prompt": prompt} if prompt else {})
        )

    def identify(
        self, registration: Registration, pending: Pending, answer: Mapping[str, str]
    ) -> Identity:
        if answer.get("iss", registration.issuer) != registration.issuer:
            raise Stop(Why.UNTRUSTED, Flaw.MIX_UP)
        if "error" in answer or not answer.get("code"):
            raise protocol_error(answer.get("error"))
        tokens = _exchange(registration, pending, answer)
        access = {
            "access_token": str(tokens["access_token"]),
            "client_id": registration.client_id,
        }
        try:
            user = _ask(registration, "user_info", access).get("user")
        finally:
            _give_back(registration, access)
        return _identity(pending, tokens, user)

    def leave(self, registration: Registration, leave: Leave) -> str:  # noqa: ARG002
        """Nothing: what this site held there was given back as soon as the person was known."""
        return ""

    def look(self, registration: Registration, settings: str) -> Iterator[str]:
        try:
            http.client().get(f"{registration.issuer}/authorize")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            name = type(error).__name__
            yield f"{registration.issuer} ({settings}_ISSUER) does not answer: {name}."


def _exchange(
    registration: Registration, pending: Pending, answer: Mapping[str, str]
) -> Mapping[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "code_verifier": pending.verifier,
        "client_id": registration.client_id,
        "device_id": answer.get("device_id", ""),
        "redirect_uri": registration.redirect_uri,
        "state": answer["state"],
    }
    if registration.client_secret:
        form["client_secret"] = registration.client_secret
    tokens = _ask(registration, "auth", form)
    if tokens.get("state") != answer["state"]:
        raise Stop(Why.UNTRUSTED, Flaw.STATE)
    token, kind = tokens.get("access_token"), tokens.get("token_type")
    if not isinstance(token, str) or not token or str(kind).lower() != "bearer":
        raise Stop(Why.UNTRUSTED, Flaw.ACCESS_TOKEN)
    return tokens


def _ask(registration: Registration, what: str, form: Mapping[str, str]) -> Mapping[str, Any]:
    """An error of it may come with any status."""
    answer = fetch.post(f"{registration.issuer}/oauth2/{what}", form)
    error = answer.body.get("error")
    if error == "invalid_grant":
        raise Stop(Why.EXPIRED, "old code")
    if error or not answer.ok:
        raise protocol_error(error)
    return answer.body


def _give_back(registration: Registration, access: Mapping[str, str]) -> None:
    """The person is known; nothing more will be asked with this token."""
    try:
        _ask(registration, "logout", access)
    except Stop as stop:
        log.warning("a token could not be given back: %s", stop.detail)


def _identity(pending: Pending, tokens: Mapping[str, Any], user: object) -> Identity:
    told = user if isinstance(user, Mapping) else {}
    number = str(told.get("user_id", ""))
    if not PLAIN.fullmatch(number):
        raise Stop(Why.UNTRUSTED, Flaw.SUBJECT)
    if str(tokens.get("user_id")) != number:
        raise Stop(Why.UNTRUSTED, Flaw.USERINFO)
    return Identity(
        issuer=pending.issuer,
        subject=number,
        acr="",
        amr=(),
        auth_time=None,
        sid="",
        claims=_claims(told),
        id_token="",
        kept=pending.kept,
    )


def _claims(told: Mapping[str, Any]) -> dict[str, Any]:
    """It tells only phones and e-mails whose owner it has asked."""
    phone, email = told.get("phone"), told.get("email")
    found = {
        "family_name": told.get("last_name"),
        "given_name": told.get("first_name"),
        "birthdate": iso_date(told.get("birthday")),
        "gender": GENDERS.get(str(told.get("sex"))),
        "phone_number": f"+{phone.lstrip('+')}" if isinstance(phone, str) and phone else None,
        "phone_number_verified": True if phone else None,
        "email": email,
        "email_verified": True if email else None,
    }
    return {name: value for name, value in found.items() if value}
