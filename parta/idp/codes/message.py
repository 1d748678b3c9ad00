"""The message that carries a code.

An SMS ends with the line by which a phone fills the code in on our page alone
(the WICG's "origin-bound one-time codes"): `@host #code`.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext

from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes.rules import shortest
from parta.kit import notify
from parta.kit.notify import Channel
from parta.kit.ui.doors import door

CHANNELS: dict[Kind, Channel] = {Kind.PHONE: "sms", Kind.EMAIL: "email"}


def send_code(to: Identifier, code: str) -> None:
    """Send it when the caller's transaction has committed."""
    text = _sms(code) if to.kind is Kind.PHONE else _letter(code)
    notify.send(CHANNELS[to.kind], to.value, notify.Words(text, code))


def send_instead(to: Identifier, text: str) -> None:
    notify.send(CHANNELS[to.kind], to.value, text)


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
