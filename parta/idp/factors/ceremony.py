"""The two ceremonies of WebAuthn: making a passkey, and proving oneself with it.

fido2 checks what the standard says; here is what it leaves to the site: the
challenge is ours and unspent, the origin is the settings' own, no frame of
another site, algorithms that we have asked for, a user handle that fits.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from fido2.cose import ES256, RS256, CoseKey, EdDSA
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from parta.idp.accounts.account import Account
from parta.idp.factors import challenge
from parta.idp.factors.site import origin, relying_party
from parta.kit.ui.doors import door

LONGEST = 20_000  # letters of an answer
ALGORITHMS: tuple[type[CoseKey], ...] = (EdDSA, ES256, RS256)
VERIFIED = UserVerificationRequirement.REQUIRED
PASSKEY = PublicKeyCredentialType.PUBLIC_KEY

Json = dict[str, Any]
T = TypeVar("T")


class Untrusted(Exception):
    """The answer proves nothing; the text is for the log."""


class Outlived(Untrusted):
    """Its challenge has run out, has been answered, or is another browser's."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An assertion that can be looked up and then verified."""

    response: AuthenticationResponse

    @property
    def key(self) -> str:
        return digest(self.response.raw_id)

    @property
    def handle(self) -> bytes | None:
        return self.response.response.user_handle

    @property
    def told(self) -> AuthenticatorData:
        return self.response.response.authenticator_data


def digest(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()


def to_make(request: HttpRequest, account: Account, there: Iterable[bytes], purpose: str) -> Json:
    """What the browser is asked to make; `there` are credentials that the account has."""
    shown = account_name(account)
    options, _ = _server().register_begin(
        PublicKeyCredentialUserEntity(id=account.pk.bytes, name=shown, display_name=shown),
        [_named(AttestedCredentialData(each).credential_id) for each in there],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFIED,
        challenge=challenge.new(request, purpose),
    )
    return _plain(options.public_key)


def to_prove(request: HttpRequest, purpose: str) -> Json:
    """What the browser is asked to prove.  It names no passkey: nothing is told of any account."""
    options, _ = _server().authenticate_begin(
        user_verification=VERIFIED, challenge=challenge.new(request, purpose)
    )
    return _plain(options.public_key)


def made(request: HttpRequest, text: str, purpose: str) -> AuthenticatorData:
    """The new passkey.  Raises Untrusted."""
    return _careful(lambda: _made(request, text, purpose))


def read(text: str) -> Answer:
    """Raises Untrusted."""
    return _careful(lambda: Answer(AuthenticationResponse.from_dict(_json(text))))


def verify(request: HttpRequest, answer: Answer, kept: bytes, purpose: str) -> None:
    """That whoever holds the passkey `kept` has answered.  Raises Untrusted."""

    def check() -> None:
        state = _state(request, answer.response.response.client_data, purpose)
        _server().authenticate_complete(state, [AttestedCredentialData(kept)], answer.response)

    _careful(check)


def account_name(account: Account) -> str:
    """As the browser's own list of passkeys shows it."""
    claims = account.claims()
    told = claims.get("phone_number") or claims.get("email") or account
    return str(told)


def _named(credential_id: bytes) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(type=PASSKEY, id=credential_id)


def _made(request: HttpRequest, text: str, purpose: str) -> AuthenticatorData:
    response = RegistrationResponse.from_dict(_json(text))
    state = _state(request, response.response.client_data, purpose)
    told = _server().register_complete(state, response)
    if told.credential_data is None or told.credential_data.credential_id != response.raw_id:
        raise Untrusted("No credential, or another one than it says.")
    if told.credential_data.public_key.get(3) not in {kind.ALGORITHM for kind in ALGORITHMS}:
        raise Untrusted("An algorithm that was not asked for.")
    return told


def _state(request: HttpRequest, client: CollectedClientData, purpose: str) -> Json:
    if client.cross_origin:
        raise Untrusted("Answered in a frame of another site.")
    if not challenge.spend(request, client.challenge, purpose):
        raise Outlived("The challenge is not a living one of this browser.")
    return {"challenge": websafe_encode(client.challenge), "user_verification": VERIFIED}


def _server() -> Fido2Server:
    party = PublicKeyCredentialRpEntity(id=relying_party(), name=door(settings.SITE).name)
    own = origin()
    server = Fido2Server(party, verify_origin=lambda told: told == own)
    server.allowed_algorithms = [
        PublicKeyCredentialParameters(type=PASSKEY, alg=kind.ALGORITHM) for kind in ALGORITHMS
    ]
    return server


def _careful(work: Callable[[], T]) -> T:
    """Parsers of CBOR and keys may trip over whatever a browser sends: it is untrusted then."""
    try:
        return work()
    except Untrusted:
        raise
    except Exception as trouble:
        raise Untrusted(f"{type(trouble).__name__}: {trouble}"[:200]) from None


def _json(text: str) -> Json:
    if len(text) > LONGEST:
        raise Untrusted("Too long.")
    found = json.loads(text)
    if not isinstance(found, dict):
        raise Untrusted("No object.")
    return found


def _plain(options: Any) -> Json:
    """The options as JSON has them, bytes in base64url."""
    found: Json = json.loads(json.dumps(dict(options), default=dict))
    return found
