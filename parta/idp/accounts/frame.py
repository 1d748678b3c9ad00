"""What stands around the pages of an account: whose it is, and its tabs."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from parta.idp.accounts.account import Account
from parta.kit.ui.doors import door
from parta.kit.ui.frame import Frame, Tab

SECURITY = (
    "account-security",
    "account-password",
    "account-second-factor",
    "account-passkey",
    "account-totp",
    "account-recovery-codes",
    "account-sign-ins",
)


def frame(account: Account, request: HttpRequest) -> Frame:
    """Every other page than those of SECURITY belongs to the site's own first tab, "account"."""
    here = door(settings.SITE)
    match = request.resolver_match
    security = match is not None and match.url_name in SECURITY
    own = account.tabs(request)
    first = not security and not any(tab.current for tab in own)
    return Frame(
        school=here.name,
        person=name_of(account, request),
        about=here.about,
        signout=reverse("signout"),
        tabs=(
            Tab(gettext("Account"), reverse("account"), "id-card", first),
            *own,
            *_work(account),
            Tab(gettext("Security"), reverse("account-security"), "lock", security),
        ),
    )


def _work(account: Account) -> tuple[Tab, ...]:
    """Who runs the site has pages for that."""
    if not hasattr(account, "operator"):
        return ()
    return (Tab(gettext("Clients"), reverse("operator-clients"), "swap"),)


def name_of(account: Account, request: HttpRequest) -> str:
    """Of whom the session stands for; "" while that is not chosen."""
    holder = account.holder(request)
    claims = holder.claims() if holder else {}
    return " ".join(str(claims[name]) for name in ("given_name", "family_name") if name in claims)
