"""From a code to a person: token endpoint, ID token, userinfo."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from parta.kit import clock
from parta.oidc import fetch, id_token
from parta.oidc.jose import Claims, seconds
from parta.oidc.pending import Pending
from parta.oidc.provider import Provider, Registration, ask_as, believed
from parta.oidc.refusal import Flaw, Stop, Why, protocol_error

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as the provider vouches for them.  "", () and None where it does not say."""

    issuer: str
    subject: str
    acr: str
    amr: tuple[str, ...]
    auth_time: datetime | None
    sid: str
    claims: Mapping[str, Any]
    """Userinfo over the ID token's claims: the provider's words, of any JSON type."""
    id_token: str
    kept: Mapping[str, Any]
    """What begin() was asked to keep."""

    @property
    def birth_date(self) -> date | None:
        """`birthdate`, when it holds a whole date: a year alone or none is no proof."""
        value = self.claims.get("birthdate")
        if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None


def redeem(registration: Registration, provider: Provider, pending: Pending, code: str) -> Identity:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": registration.redirect_uri,
        "code_verifier": pending.verifier,
    }
    answer = ask_as(registration, provider, provider.token, form)
    if not answer.ok:
        error = answer.body.get("error")
        raise Stop(Why.EXPIRED, "old code") if error == "invalid_grant" else protocol_error(error)
    token, access_token = _tokens(answer.body)
    oldest = pending.oldest(clock.now())
    expected = id_token.Expected(
        provider.issuer, registration.client_id, pending.nonce, access_token, oldest
    )
    verify = partial(id_token.verify, token, expected=expected, now=clock.now())
    claims = believed(provider, verify)
    return _identity(token, claims, _userinfo(provider, access_token, claims), pending)


def _tokens(body: Mapping[str, Any]) -> tuple[str, str]:
    token, access_token = body.get("id_token"), body.get("access_token")
    if not isinstance(token, str) or not token:
        raise Stop(Why.UNTRUSTED, Flaw.NO_ID_TOKEN)
    if not isinstance(access_token, str) or str(body.get("token_type")).lower() != "bearer":
        raise Stop(Why.UNTRUSTED, Flaw.ACCESS_TOKEN)
    return token, access_token


def _userinfo(provider: Provider, access_token: str, claims: Claims) -> Mapping[str, Any]:
    if not provider.userinfo:
        return {}
    answer = fetch.get(provider.userinfo, access_token)
    if not answer.ok:
        raise Stop(Why.REFUSED, "userinfo")
    if answer.body.get("sub") != claims["sub"]:
        raise Stop(Why.UNTRUSTED, Flaw.USERINFO)
    return answer.body


def _identity(token: str, claims: Claims, about: Mapping[str, Any], pending: Pending) -> Identity:
    def text(value: object) -> str:
        return value if isinstance(value, str) else ""

    amr, at = claims.get("amr"), seconds(claims.get("auth_time"))
    return Identity(
        issuer=pending.issuer,
        subject=claims["sub"],
        acr=text(claims.get("acr")),
        amr=tuple(map(text, amr)) if isinstance(amr, list) else (),
        auth_time=None if at is None else datetime.fromtimestamp(at, UTC),
        sid=text(claims.get("sid")),
        claims={**claims, **about},
        id_token=token,
        kept=pending.kept,
    )
