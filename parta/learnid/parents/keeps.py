from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep
from parta.learnid.learners.models import Learner
from parta.learnid.parents.models import Parent


def _tell(account: Account) -> list[Row]:
    """On both sides; the phone of a parent is told to whoever has typed it."""
    whose = Q(account_id=account.pk) | Q(profile__owner_id=account.pk)
    rows = Parent.objects.filter(whose).select_related("profile").order_by("asked_at")
    return [_row(row, row.profile.owner_id == account.pk) for row in rows]


def _row(row: Parent, own: bool) -> Row:
    return {
        "child": str(row.profile),
        "phone": row.phone if own else "",
        "asked_at": row.asked_at,
        "confirmed_at": row.confirmed_at,
        "ended_at": row.ended_at,
    }


def _erase(account: Account) -> None:
    """Also where the phone was asked and nobody has answered; whoever has, goes by the account."""
    phone = Learner.objects.values_list("phone", flat=True).get(pk=account.pk)
    Parent.objects.filter(phone=phone, account=None).delete()


keep(
    Keeper(
        name="parents",
        title=_("Parents and children"),
        words={
            "child": _("Child"),
            "phone": _("Phone of the parent"),
            "asked_at": _("Asked"),
            "confirmed_at": _("Agreed"),
            "ended_at": _("Ended"),
        },
        contacts=frozenset({"phone"}),
        tell=_tell,
        erase=_erase,
    )
)
