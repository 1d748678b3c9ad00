"""The message that carries a code.

An SMS ends with the line by which a phone fills the code in on our page alone
(the WICG's "origin-bound one-time codes"): `@host #code`.
"""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes.rules import CODE_LIVES, By, shortest
from parta.kit import notify
from parta.kit.notify import Channel, Words
from parta.kit.ui.doors import door


def calls() -> bool:
    return bool(settings.NOTIFY.gateways["call"])


def texts() -> bool:
    return bool(settings.NOTIFY.gateways["sms"])


def send_code(to: Identifier, by: By, code: str, *, real: bool = True) -> UUID:
    """Send it when the caller's transaction has committed; unless `real`, look as if.

    A call brings a code of its own: the gateway chooses it (called.py).
    """
    deliver = notify.send if real else notify.pretend
    return deliver(by.value, to.value, _words(by, code), lives=CODE_LIVES)


def send_instead(to: Identifier, text: str) -> UUID:
    channel: Channel = "sms" if to.kind is Kind.PHONE else "email"
    return notify.send(channel, to.value, text, lives=CODE_LIVES)


def _words(by: By, code: str) -> Words:
    match by:
        case By.SMS:
            return Words(_sms(code), code)
        case By.EMAIL:
            return Words(_letter(code), code, _subject())
        case By.CALL:
            return Words("")


def _sms(code: str) -> str:
    """One part of a message where the site's name and host leave room for that."""
    said = {"code": code, "site": door(settings.SITE).name}
    last = f"\n@{urlsplit(settings.PUBLIC_URL).hostname} #{code}"
    named = gettext("%(site)s: code %(code)s. Tell it to nobody.") % said
    plain = gettext("Code %(code)s. Tell it to nobody.") % said
    return shortest((named + last, plain + last))


def _letter(code: str) -> str:
    return gettext(
        "%(code)s is the code for “%(site)s”. It works for 10 minutes. Tell it to nobody. "
        "If you have not asked for it, do nothing."
    ) % {"code": code, "site": door(settings.SITE).name}


def _subject() -> str:
    return gettext("Code for “%(site)s”") % {"site": door(settings.SITE).name}
