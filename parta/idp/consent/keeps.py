from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep
from parta.idp.consent.models import Consent
from parta.idp.consent.words import CLAIMS, SCOPES


def _of(account: Account) -> list[Consent]:
    holders = {account.pk, *(holder.pk for holder in account.holders())}
    return list(Consent.objects.filter(holder__in=holders).select_related("client"))


def _tell(account: Account) -> list[Row]:
    return [
        {
            "client": consent.client.name,
            "scopes": consent.scopes,
            "claims": consent.claims,
            "given_at": consent.given_at,
        }
        for consent in _of(account)
    ]


def _erase(account: Account) -> None:
    Consent.objects.filter(pk__in=[consent.pk for consent in _of(account)]).delete()


keep(
    Keeper(
        name="consents",
        title=_("Who may know your data"),
        words={
            "client": _("Site"),
            "scopes": _("Groups of data"),
            "claims": _("Single data"),
            "given_at": _("Since"),
        },
        choices={"scopes": SCOPES, "claims": CLAIMS},
        tell=_tell,
        erase=_erase,
    )
)
