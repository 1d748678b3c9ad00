from django.utils.translation import gettext_lazy as _

from parta.civic.esia.models import Oid
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep


def _number(account: Account) -> list[Row]:
    return list(Oid.objects.filter(citizen_id=account.pk).values("number"))


keep(
    Keeper(
        name="oid",
        title=_("Number for other systems"),
        words={"number": _("Number")},
        tell=_number,
    )
)
