from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep
from parta.idp.consent.words import SCOPES
from parta.idp.provider.models import Grant


def _tell(account: Account) -> list[Row]:
    grants = Grant.objects.filter(account_id=account.pk).select_related("client")
    return [
        {
            "client": grant.client.name,
            "scopes": grant.scopes,
            "begun_at": grant.begun_at,
            "revoked_at": grant.revoked_at,
        }
        for grant in grants.order_by("-begun_at")
    ]


keep(
    Keeper(
        name="grants",
        title=_("Sign-ins to sites"),
        words={
            "client": _("Site"),
            "scopes": _("Groups of data"),
            "begun_at": _("When"),
            "revoked_at": _("Ended"),
        },
        choices={"scopes": SCOPES},
        tell=_tell,
    )
)
