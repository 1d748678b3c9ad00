"""A browser session that asks for codes, without a site's own pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from parta.idp import codes
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes import Purpose
from parta.kit.jobs.queue import run_next
from parta.kit.notify import outbox

PHONE = Identifier(Kind.PHONE, "+71991111111")
EMAIL = Identifier(Kind.EMAIL, "anya@pochta.example")


def sent() -> list[outbox.Message]:
    """All messages so far."""
    while run_next():
        pass
    return outbox.read()


def last_code() -> str:
    code = sent()[-1].code
    assert code
    return code


def other(code: str) -> str:
    """A wrong one."""
    return f"{(int(code) + 1) % 10**6:06}"


@dataclass
class Asking:
    """`session` and `secret` are what one browser keeps."""

    address: str = "192.0.2.1"
    session: Any = field(
        default_factory=lambda: import_module(settings.SESSION_ENGINE).SessionStore()
    )
    secret: str = "s" * 32

    def request(self, **posted: str) -> HttpRequest:
        factory = RequestFactory(REMOTE_ADDR=self.address)
        request = factory.post("/code", posted) if posted else factory.get("/code")
        request.session = self.session
        request.user = AnonymousUser()
        request.META["CSRF_COOKIE"] = self.secret
        return request

    def issue(self, to: Identifier = PHONE, purpose: Purpose = Purpose.SIGN_IN, **how: Any) -> Any:
        return codes.issue(self.request(), to, purpose, **how)

    def resend(self, purpose: Purpose = Purpose.SIGN_IN) -> Any:
        return codes.resend(self.request(), purpose)

    def check(self, code: str, purpose: Purpose = Purpose.SIGN_IN) -> Any:
        return codes.check(self.request(), purpose, code)

    def current(self, purpose: Purpose = Purpose.SIGN_IN) -> Any:
        return codes.current(self.request(), purpose)

    def page(self, then: Callable[..., HttpResponse] | None = None, **posted: str) -> HttpResponse:
        step = codes.Step(
            Purpose.SIGN_IN,
            then or (lambda _request, proof: HttpResponse(proof.to.value)),
            "/start",
        )
        return codes.code_step(self.request(**posted), step)
