from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep
from parta.idp.codes.models import Challenge
from parta.idp.codes.rules import Purpose

PURPOSES = {
    Purpose.REGISTER.value: _("registration"),
    Purpose.RECOVER.value: _("a lost password"),
    Purpose.SIGN_IN.value: _("signing in"),
    Purpose.CONTACT.value: _("another contact"),
    Purpose.FAMILY.value: _("adding a child"),
    Purpose.REGAIN.value: _("recovery at a service centre"),
}


def _of(account: Account) -> QuerySet[Challenge]:
    """Codes sent to contacts of the person, whoever asked for them."""
    return Challenge.objects.filter(to__in=account.told_at())


def _tell(account: Account) -> list[Row]:
    return list(_of(account).order_by("-sent_at").values("to", "purpose", "sent_at"))


def _erase(account: Account) -> None:
    _of(account).delete()


keep(
    Keeper(
        name="codes",
        title=_("Codes of the last days"),
        words={"to": _("Sent to"), "purpose": _("For"), "sent_at": _("When")},
        choices={"purpose": PURPOSES},
        contacts=frozenset({"to"}),
        tell=_tell,
        erase=_erase,
    )
)
