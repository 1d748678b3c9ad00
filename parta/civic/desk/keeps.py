from django.utils.translation import gettext_lazy as _

from parta.civic.desk.models import Clerk, Recovery
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, Words, keep


def _tell(account: Account) -> list[Row]:
    return list(Clerk.objects.filter(citizen_id=account.pk).values("place", "since"))


def _erase(account: Account) -> None:
    """What waits at a desk under a contact of the account's; it would last half an hour more."""
    Recovery.objects.filter(contact__in=account.told_at()).delete()


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
        erase=_erase,
        objects=_objects,
    )
)
