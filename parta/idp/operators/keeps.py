from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, Words, keep
from parta.idp.operators.models import Operator


def _tell(account: Account) -> list[Row]:
    return list(Operator.objects.filter(account_id=account.pk).values("since"))


def _objects(account: Account) -> Words:
    if not Operator.objects.filter(account_id=account.pk).exists():
        return ""
    return _("You run this site. First another operator has to take that away from this account.")


keep(
    Keeper(
        name="operator",
        title=_("Running this site"),
        words={"since": _("Since")},
        tell=_tell,
        objects=_objects,
    )
)
