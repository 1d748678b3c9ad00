"""Telling a person what has happened to their account, so that nothing happens unseen."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from parta.idp.accounts import tries
from parta.idp.accounts.account import Account
from parta.idp.accounts.rules import Policy
from parta.kit import clock, notify
from parta.kit.ui.doors import door

NOTICES = Policy(10, timedelta(hours=1), timedelta(hours=12), timedelta(days=1))
"""To one contact.  Whoever does and undoes something for hours floods no phone and spends no money;
the first ten have told it, and the audit holds all of it."""


def tell(account: Account, words: str) -> None:
    """Once the caller's transaction has committed."""
    tell_at(account.told_at(), words)


def tell_at(contacts: tuple[str, ...], words: str) -> None:
    """At the likeliest contact alone: of an account that will be gone by then."""
    for contact in contacts[:1]:
        tell_contact(contact, words)


def tell_contact(contact: str, words: str) -> None:
    if tries.pay(tries.key("told", contact), NOTICES, clock.now()) is None:
        notify.send_to(contact, words)


def tell_of_factors(account: Account) -> None:
    """A way to sign in was added or taken away."""
    words = gettext(
        "“%(door)s”: the ways to sign in have changed. If it was not you, set a new password at "
        "once: %(address)s"
    ) % {"door": door(settings.SITE).name, "address": settings.PUBLIC_URL + reverse("recover")}
    tell(account, words)
