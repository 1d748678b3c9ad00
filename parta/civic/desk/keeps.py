from django.utils.translation import gettext_lazy as _

from parta.civic.desk.models import Clerk
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, Words, keep


def _tell(account: Account) -> list[Row]:
    return list(Clerk.objects.filter(citizen_id=account.pk).values("place", "since"))


def _objects(account: Account) -> Words:
    if not Clerk.objects.filter(citizen_id=account.pk).exists():
        return ""
    return _(
        "You confirm people at a service centre. First ask the operator of this site "
        "to take the desk away from this account."
    )


keep(
    Keeper(
        name="desk",
        title=_("Work at a service centre"),
        words={"place": _("Place"), "since": _("Since")},
        tell=_tell,
        objects=_objects,
    )
)
