"""An app that speaks VK ID, and a browser that it sends here."""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.test import Client as Http

from parta.idp.provider.models import Client
from parta.idp.provider.registry import Addresses
from parta.learnid.vkid.registry import Wanted, add
from tests.learnid.asking import PHONE
from tests.learnid.walk import SAID, Walker, messages

BACK = "https://app.example/back"
ORIGIN = "https://app.example"
CONSENT = re.compile(r'action="(/vkid/decide[^"]*)"')


def app(name: str = "Кружок", *, phone: bool = True) -> Client:
    return add(Wanted(name, Addresses([BACK], origins=[ORIGIN]), phone))


@dataclass(frozen=True)
class Asking:
    """One request of an app, and the secret behind its challenge."""

    client: Client
    more: dict[str, str | None] = field(default_factory=dict)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    @property
    def url(self) -> str:
        hashed = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest())
        asked = {
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": BACK,
            "state": "st-1",
            "code_challenge": hashed.rstrip(b"=").decode(),
            "code_challenge_method": "s256",
            "scope": "vkid.personal_info phone",
            **self.more,
        }
        return f"/authorize?{urlencode({k: v for k, v in asked.items() if v is not None})}"

    def form(self, answer: dict[str, str], **changes: str | None) -> dict[str, str]:
        said = {
            "grant_type": "authorization_code",
            "client_id": self.client.client_id,
            "redirect_uri": BACK,
            "code": answer.get("code", ""),
            "device_id": answer.get("device_id", ""),
            "code_verifier": self.verifier,
            "state": "st-2",
            **changes,
        }
        return {name: value for name, value in said.items() if value is not None}

    def refreshing(self, answer: dict[str, str], token: str, **changes: str) -> dict[str, str]:
        return {
            "grant_type": "refresh_token",
            "client_id": self.client.client_id,
            "device_id": answer["device_id"],
            "refresh_token": token,
            **changes,
        }


def post(
    path: str, form: dict[str, str], query: dict[str, str] | None = None, **headers: str
) -> Any:
    where = f"{path}?{urlencode(query)}" if query else path
    content_type = "application/x-www-form-urlencoded"
    return Http().post(where, urlencode(form), content_type=content_type, headers=headers)


def auth(form: dict[str, str]) -> Any:
    return post("/oauth2/auth", form)


def answered(page: Any) -> dict[str, str]:
    """What the app got by redirect."""
    assert page["Location"].split("?")[0] == BACK, page["Location"]
    return dict(parse_qsl(urlsplit(page["Location"]).query))


def signed_in(walker: Walker) -> Walker:
    """From the page of the number to the page behind the code."""
    return walker.press(phone=PHONE).press(code=messages(PHONE)[-1])


def agreed(walker: Walker) -> Any:
    """The press on the consent page that the walker stands on."""
    action = CONSENT.search(walker.page.content.decode())
    assert action, walker.text
    return walker.go(unescape(action[1]), decision="allow")


def through(asking: Asking, walker: Walker | None = None) -> tuple[dict[str, str], Walker]:
    """A learner with one profile, from the app's request to its answer."""
    walker = signed_in(walker or Walker(asking.url))
    key = walker.page.content.decode().split('name="profile" value="')[1].split('"')[0]
    walker.press(profile=key)
    walker.press(**SAID)
    return answered(agreed(walker)), walker
