"""People with more than a password, as the tests of both provider sites play them."""

import re
from typing import Any

import pyotp

from parta.idp.accounts.account import Account
from parta.idp.factors import totp
from parta.kit import clock
from tests.idp.authenticator import Device
from tests.idp.party import Browser

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ANYA, BORIS = "+7 199 111-11-11", "+7 199 222-22-22"


def enter(typed: str = ANYA, **kept: Any) -> Browser:
    browser = Browser(typed, **kept)
    browser.sign_in()
    return browser


def with_app(account: Account) -> Account:
    """The account has an app of one-time passwords, with SECRET."""
    totp.give(account.pk, SECRET)
    return account


def code(steps: int = 0, secret: str = SECRET) -> str:
    """What the app shows now, or `steps` of 30 seconds later."""
    return pyotp.TOTP(secret).at(clock.now(), counter_offset=steps)


def wrong() -> str:
    near = {code(steps) for steps in range(-2, 3)}
    return next(f"{number:06}" for number in range(9) if f"{number:06}" not in near)


def add_passkey(browser: Browser, device: Device, name: str = "Телефон") -> Any:
    """`browser` is signed in."""
    options = browser.get("/account/passkeys/options").json()
    return browser.send("/account/passkeys/new", credential=device.make(options), name=name)


def prove(browser: Browser, device: Device, url: str = "/signin/passkey", **changes: Any) -> Any:
    options = browser.get("/signin/passkey/options").json()
    return browser.send(url, credential=device.prove(options, **changes))


def reason(response: Any) -> str | None:
    found = re.search(r'data-reason="([^"]+)"', response.content.decode())
    return found[1] if found else None


def signed_in(browser: Browser) -> bool:
    return "signin" in browser.session


def amr(browser: Browser) -> list[str]:
    return list(browser.session["signin"]["amr"])
