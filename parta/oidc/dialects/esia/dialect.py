"""To the ESIA and back: addresses, signed strings, the exchange of the code."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote, urlencode
from uuid import uuid4

from parta.kit import clock
from parta.oidc import fetch
from parta.oidc.dialect import Leave, Outgoing
from parta.oidc.dialects.esia import person, tokens
from parta.oidc.dialects.esia.looks import look
from parta.oidc.dialects.esia.signing import Signer
from parta.oidc.dialects.esia.tokens import Expected, Seal
from parta.oidc.dialects.query import challenge
from parta.oidc.jose import Claims, seconds
from parta.oidc.pending import Pending
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Flaw, Stop, Why, protocol_error

TIMESTAMP: Final = "%Y.%m.%d %H:%M:%S %z"
CODE: Final = re.compile(r"ESIA-([0-9]{6})")
WHYS: Final = {"007004": Why.DENIED, "007011": Why.EXPIRED}
"""What its numbers mean for the person; the rest is this system's own fault."""


@dataclass(frozen=True, slots=True)
class Generation:
    authorize: str
    token: str
    signed: tuple[str, ...]
    """The parameters whose values are signed, one after another; absent ones are nothing."""


OLD: Final = Generation(
    "/aas/oauth2/ac", "/aas/oauth2/te", ("scope", "timestamp", "client_id", "state")
)
CURRENT: Final = Generation(
    "/aas/oauth2/v2/ac",
    "/aas/oauth2/v3/te",
    ("client_id", "scope", "timestamp", "state", "redirect_uri", "code"),
)


@dataclass(frozen=True, slots=True)
class Esia:
    generation: Generation
    signer: Signer
    seal: Seal
    certificate_hash: str = ""
    """Streebog-256 of this system's certificate, for the current generation."""
    brings_state_back: bool = False
    tells_of_logouts: bool = False

    def address(self, registration: Registration, outgoing: Outgoing) -> str:
        """It knows neither nonce nor prompt nor login_hint: those stay here."""
        pkce = {
            "code_challenge": challenge(outgoing.pending.verifier),
            "code_challenge_method": "S256",
        }
        parameters = {
            **self._common(registration, outgoing.state),
            "response_type": "code",
            "access_type": "online",
            **(pkce if self.generation is CURRENT else {}),
        }
        query = urlencode(self._signed(parameters), quote_via=quote)
        return f"{registration.issuer}{self.generation.authorize}?{query}"

    def identify(
        self, registration: Registration, pending: Pending, answer: Mapping[str, str]
    ) -> Identity:
        if answer.get("iss", registration.issuer) != registration.issuer:
            raise Stop(Why.UNTRUSTED, Flaw.MIX_UP)
        if "error" in answer or not answer.get("code"):
            raise fault(answer)
        body = self._exchange(registration, pending, answer["code"])
        identity, access = (
            self.seal.claims(body.get(name)) for name in ("id_token", "access_token")
        )
        now = clock.now()
        expected = Expected(registration.issuer, registration.client_id, pending.oldest(now), now)
        oid = tokens.oid_of(identity, access, expected)
        about = _person(registration.issuer, oid, str(body["access_token"]))
        return _identity(pending, oid, identity, str(body["id_token"]), person.claims(about))

    def leave(self, registration: Registration, leave: Leave) -> str:
        query = urlencode({"client_id": registration.client_id, "redirect_url": leave.back})
        return f"{registration.issuer}/idp/ext/Logout?{query}"

    def look(self, registration: Registration, settings: str) -> Iterator[str]:
        return look(registration, self.signer, self.seal, settings)

    def _exchange(
        self, registration: Registration, pending: Pending, code: str
    ) -> Mapping[str, Any]:
        """The tokens for the code; the answer echoes a state made for this step alone."""
        state = str(uuid4())
        form = {
            **self._common(registration, state),
            "grant_type": "authorization_code",
            "token_type": "Bearer",
            "code": code,
            **({"code_verifier": pending.verifier} if self.generation is CURRENT else {}),
        }
        answer = fetch.post(f"{registration.issuer}{self.generation.token}", self._signed(form))
        if not answer.ok or "error" in answer.body:
            raise fault(answer.body)
        if answer.body.get("state") != state:
            raise Stop(Why.UNTRUSTED, Flaw.STATE)
        if str(answer.body.get("token_type")).lower() != "bearer":
            raise Stop(Why.UNTRUSTED, Flaw.ACCESS_TOKEN)
        return answer.body

    def _common(self, registration: Registration, state: str) -> dict[str, str]:
        return {
            "client_id": registration.client_id,
            "redirect_uri": registration.redirect_uri,
            "scope": registration.scope,
            "state": state,
            "timestamp": f"{clock.now().astimezone(UTC):{TIMESTAMP}}",
        }

    def _signed(self, parameters: Mapping[str, str]) -> dict[str, str]:
        message = "".join(parameters.get(name, "") for name in self.generation.signed)
        secret = urlsafe_b64encode(self.signer(message.encode())).decode()
        named = {"client_certificate_hash": self.certificate_hash}
        return {
            **parameters,
            "client_secret": secret,
            **(named if self.generation is CURRENT else {}),
        }


def fault(given: Mapping[str, Any]) -> Stop:
    """What an error means: by its number, else by its name in OAuth."""
    text = "".join(filter(str.isprintable, str(given.get("error_description"))))[:200]
    number = CODE.search(text)
    if number and number[1] in WHYS:
        return Stop(WHYS[number[1]], text)
    stop = protocol_error(given.get("error"))
    return Stop(stop.why, f"{stop.detail} {text}") if number else stop


def _person(issuer: str, oid: str, access_token: str) -> Mapping[str, Any]:
    answer = fetch.get(f"{issuer}/rs/prns/{oid}?embed=(contacts.elements)", access_token)
    if not answer.ok:
        raise Stop(Why.REFUSED, "rs/prns")
    if str(answer.body.get("oid", oid)) != oid:
        raise Stop(Why.UNTRUSTED, Flaw.USERINFO)
    return answer.body


def _identity(
    pending: Pending, oid: str, identity: Claims, id_token: str, claims: Mapping[str, Any]
) -> Identity:
    amr, at, sid = (
        identity.get("amr"),
        seconds(identity.get("auth_time")),
        identity.get(tokens.SESSION),
    )
    ways = amr if isinstance(amr, list) else [amr]
    return Identity(
        issuer=pending.issuer,
        subject=oid,
        acr=person.acr(identity),
        amr=tuple(way for way in ways if isinstance(way, str)),
        auth_time=None if at is None else datetime.fromtimestamp(at, UTC),
        sid=sid if isinstance(sid, str) else "",
        claims=claims,
        id_token=id_token,
        kept=pending.kept,
    )
