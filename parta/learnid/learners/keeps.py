from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep
from parta.learnid.learners.models import Learner

COLUMNS = {
    "id": _("Number of the account"),
    "created_at": _("Made"),
    "closes_at": _("Closes"),
    "phone": _("Phone"),
}


def _tell(account: Account) -> list[Row]:
    return list(Learner.objects.filter(pk=account.pk).values(*COLUMNS))


keep(
    Keeper(
        name="account", title=_("Account"), words=COLUMNS, tell=_tell, contacts=frozenset({"phone"})
    )
)
