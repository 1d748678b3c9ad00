"""A browser at our door: begins a sign-in, comes back with an answer."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory

from parta.oidc.dialect import Dialect
from parta.oidc.flow import Ask, begin, complete
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Refusal
from tests.oidc.provider import CLIENT, SECRET, Asked

BACK = "http://school.example/signin/callback"


@dataclass
class Browser:
    provider: Asked
    session: SessionBase = field(default_factory=SessionBase)
    dialect: Dialect | None = None
    scope: str = "openid profile"

    @property
    def registration(self) -> Registration:
        return Registration(self.provider.issuer, CLIENT, SECRET, BACK, self.scope, self.dialect)

    def leave(self, ask: Ask | None = None) -> str | Refusal:
        request = RequestFactory().get("/signin")
        request.session = self.session
        return begin(request, self.registration, ask)

    def come_back(self, answer: Any) -> Identity | Refusal:
        request = RequestFactory().get("/signin/callback", answer)
        request.session = self.session
        return complete(request, self.registration)

    def sign_in(self, ask: Ask | None = None, **changes: str | None) -> Identity | Refusal:
        """The whole way; `changes` spoil what the browser brings back."""
        url = self.leave(ask)
        if isinstance(url, Refusal):
            return url
        return self.come_back(self.provider.approve(url, **changes))
