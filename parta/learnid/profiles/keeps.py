from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.about import GENDERS
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep
from parta.learnid.profiles.models import Profile

COLUMNS = {
    "id": _("Number of the profile"),
    "created_at": _("Made"),
    "family_name": _("Surname"),
    "given_name": _("First name"),
    "middle_name": _("Patronymic"),
    "birthdate": _("Date of birth"),
    "gender": _("Sex"),
}


def _tell(account: Account) -> list[Row]:
    found = Profile.objects.filter(owner_id=account.pk).order_by("created_at", "pk")
    return list(found.values(*COLUMNS))


keep(
    Keeper(
        name="profiles",
        title=_("Learning profiles"),
        words=COLUMNS,
        choices={"gender": dict(GENDERS)},
        tell=_tell,
    )
)
