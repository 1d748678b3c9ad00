"""Telling a person what has happened to their account, so that nothing happens unseen."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from parta.idp.accounts.account import Account
from parta.kit import notify
from parta.kit.ui.doors import door


def tell(account: Account, words: str) -> None:
    """Once the caller's transaction has committed."""
    tell_at(account.told_at(), words)


def tell_at(contacts: tuple[str, ...], words: str) -> None:
    """At the likeliest contact alone: of an account that will be gone by then."""
    for contact in contacts[:1]:
        notify.send("email" if "@" in contact else "sms", contact, words)


def tell_of_factors(account: Account) -> None:
    """A way to sign in was added or taken away."""
    words = gettext(
        "“%(door)s”: the ways to sign in have changed. If it was not you, set a new password at "
        "once: %(address)s"
    ) % {"door": door(settings.SITE).name, "address": settings.PUBLIC_URL + reverse("recover")}
    tell(account, words)
