"""A client system of the ESIA, written from its facts and not from our code, and its visitors."""

import base64
import hashlib
import json
import re
import secrets
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

from django.test import Client as Http

from parta.civic.esia import gost, registry
from parta.civic.esia.scopes import CLAIMS
from parta.idp.provider.registry import Addresses
from parta.kit import clock
from tests.civic.esia.signers import DETACHED, Signer, rsa_signer
from tests.idp.party import PASSWORD, Browser

CONSENT = re.compile(r'action="(/aas/oauth2/decide[^"]*)"')
OLD, CURRENT = "old", "current"
AUTHORIZE = {OLD: "/aas/oauth2/ac", CURRENT: "/aas/oauth2/v2/ac"}
TOKEN = {OLD: "/aas/oauth2/te", CURRENT: "/aas/oauth2/v3/te"}
ANYA = "+7 199 111-11-11"


def now() -> str:
    return clock.now().strftime("%Y.%m.%d %H:%M:%S +0000")


def packed(signature: bytes) -> str:
    return base64.urlsafe_b64encode(signature).rstrip(b"=").decode()


streebog = cache(gost.streebog)


@dataclass(frozen=True)
class System:
    """What the system's own side keeps.  Signs as its generation does."""

    mnemonic: str = "SYSTEM01"
    signer: Signer = field(default_factory=rsa_signer)
    generation: str = OLD
    redirect_uri: str = "https://system.example/esia"
    after_logout: str = "https://system.example/bye"
    scope: str = "openid fullname birthdate"

    def registered(self, **changes: Any) -> "System":
        wanted: dict[str, Any] = {
            "mnemonic": self.mnemonic,
            "name": "Портал района",
            "addresses": Addresses([self.redirect_uri], [self.after_logout]),
            "scopes": tuple(CLAIMS),
        }
        registry.add(registry.Wanted(**wanted | changes), self.signer.certificate)
        return self

    def of(self, generation: str) -> "System":
        return replace(self, generation=generation)

    @property
    def hash(self) -> str:
        """Streebog-256 of the certificate, where this machine knows it."""
        return streebog(self.signer.certificate) if gost.available() else "0" * 64

    def authorization(self, **changes: str | None) -> dict[str, str]:
        """The parameters of a sound request; a change of None leaves one out."""
        asked = {
            "client_id": self.mnemonic,
            "redirect_uri": self.redirect_uri,
            "scope": self.scope,
            "response_type": "code",
            "state": str(uuid4()),
            "timestamp": now(),
            "access_type": "online",
        }
        return self._signed(asked, changes)

    def url(self, **changes: str | None) -> str:
        return f"{AUTHORIZE[self.generation]}?{urlencode(self.authorization(**changes))}"

    def exchange(self, code: str, /, **changes: str | None) -> Any:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect_uri}
        return self.token(form, **changes)

    def refresh(self, token: str, /, **changes: str | None) -> Any:
        form = {
            "grant_type": "refresh_token",
            "refresh_token": token,
            "redirect_uri": self.redirect_uri,
        }
        return self.token(form, **changes)

    def token(self, form: dict[str, str], **changes: str | None) -> Any:
        return post(TOKEN[self.generation], self.form(form, **changes))

    def form(self, form: dict[str, str], **changes: str | None) -> dict[str, str]:
        """What is posted to the token endpoint."""
        asked = {
            "client_id": self.mnemonic,
            "scope": self.scope,
            "state": str(uuid4()),
            "timestamp": now(),
            "token_type": "Bearer",
            **form,
        }
        return self._signed(asked, changes)

    def _signed(self, asked: dict[str, str], changes: dict[str, str | None]) -> dict[str, str]:
        """With client_secret over what is sent, unless a change brings one of its own."""
        sent = {k: v for k, v in {**asked, **changes}.items() if v is not None}
        proof = self._proof(sent)
        return {k: v for k, v in {**proof, **sent, **changes}.items() if v is not None}

    def _proof(self, sent: dict[str, str]) -> dict[str, str]:
        def joined(*names: str) -> str:
            return "".join(sent.get(name, "") for name in names)

        if self.generation == OLD:
            message = joined("scope", "timestamp", "client_id", "state")
            return {"client_secret": packed(self.signer.cms(message, DETACHED))}
        names = ["client_id", "scope", "timestamp", "state", "redirect_uri"]
        if "grant_type" in sent:
            names.append("code")
        signature = self.signer.raw(joined(*names))
        return {"client_secret": packed(signature), "client_certificate_hash": self.hash}


def post(path: str, form: dict[str, str]) -> Any:
    kind = "application/x-www-form-urlencoded"
    return Http().post(path, urlencode(form), content_type=kind)


class Person(Browser):
    """Signs in and agrees where asked."""

    def __init__(self, types: str = ANYA, **kept: Any) -> None:
        super().__init__(types, **kept)

    def answer(self, url: str) -> dict[str, str]:
        """What reaches the system at the end of the way."""
        response = self.go(url)
        while response.status_code == 200:
            response = self.press(response)
        assert response.status_code == 302, response.status_code
        return dict(parse_qsl(urlsplit(response["Location"]).query))

    def consent_page(self, url: str) -> str:
        """The page at the end of the way, after signing in."""
        response = self.go(url)
        if not CONSENT.search(response.content.decode()):
            response = self.press(response)
        return str(response.content.decode())

    def decide(self, page: str, decision: str) -> Any:
        found = CONSENT.search(page)
        assert found
        return self.go(unescape(found[1]), decision=decision)

    def press(self, page: Any) -> Any:
        if CONSENT.search(page.content.decode()):
            self.consents += 1
            return self.decide(page.content.decode(), "allow")
        self.sign_ins += 1
        assert self.sign_ins < 5, page.content.decode()
        where = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
        return self.go(where, identifier=self.types, password=PASSWORD)


def data(token: str, path: str) -> Any:
    return Http().get(f"/rs/prns/{path}", headers={"Authorization": f"Bearer {token}"})


def said(token: str, part: int = 1) -> dict[str, Any]:
    """Header or body of a JWT, unchecked."""
    text = token.split(".")[part]
    return dict(json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))))


def pkce() -> tuple[str, str]:
    """A verifier and its challenge."""
    verifier = secrets.token_urlsafe(32)
    return verifier, packed(hashlib.sha256(verifier.encode()).digest())
