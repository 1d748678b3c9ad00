"""Of a person the core keeps where they are signed in; the audit keeps what was done."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from parta.audit.reading import Asked, of_site
from parta.idp.accounts import signed_in
from parta.idp.accounts.account import Account
from parta.idp.accounts.deeds import DEEDS
from parta.idp.accounts.keepers import Keeper, Row, keep
from parta.idp.accounts.models import PastSignIn, SignedIn

MOST_DEEDS = 500
"""The latest of them are told."""
WAYS = {
    "pwd": _("password"),
    "otp": _("one-time code"),
    "sms": "SMS",
    "mfa": _("two proofs"),
    "hwk": _("passkey"),
    "swk": _("passkey"),
}
"""RFC 8176."""


def _sessions(account: Account) -> list[Row]:
    columns = ("agent", "network", "at", "seen_at")
    return list(SignedIn.objects.filter(account_id=account.pk).order_by("-at").values(*columns))


def _end_sessions(account: Account) -> None:
    signed_in.end(SignedIn.objects.filter(account_id=account.pk))


def _sign_ins(account: Account) -> list[Row]:
    columns = ("at", "agent", "network", "amr")
    return list(PastSignIn.objects.filter(account_id=account.pk).order_by("-at").values(*columns))


def _forget_sign_ins(account: Account) -> None:
    PastSignIn.objects.filter(account_id=account.pk).delete()


def _deeds(account: Account) -> list[Row]:
    """What, when and from where; who else took part is theirs to tell."""
    person = str(account.pk)
    found = of_site(Asked(keys=(person, f"account:{person}")), MOST_DEEDS).events
    return [_deed(event.ts, event.action, event.network, event.actor == person) for event in found]


def _deed(at: datetime, action: str, network: str, own: bool) -> Row:
    """The network is told of one's own deeds only: of others' it is theirs."""
    return {"at": at, "action": action, "network": network if own else ""}


keep(
    Keeper(
        name="sessions",
        title=_("Where you are signed in"),
        words={
            "agent": _("Browser"),
            "network": _("Network"),
            "at": _("Signed in"),
            "seen_at": _("Last used"),
        },
        tell=_sessions,
        erase=_end_sessions,
    )
)
keep(
    Keeper(
        name="sign_ins",
        title=_("Sign-ins"),
        words={
            "at": _("When"),
            "agent": _("Browser"),
            "network": _("Network"),
            "amr": _("How"),
        },
        choices={"amr": WAYS},
        tell=_sign_ins,
        erase=_forget_sign_ins,
    )
)
keep(
    Keeper(
        name="deeds",
        title=_("Record of what was done"),
        words={"at": _("When"), "action": _("What"), "network": _("Network")},
        choices={"action": DEEDS},
        tell=_deeds,
    )
)
