from django.utils.translation import gettext_lazy as _

from parta.civic.citizens.models import Citizen, Level
from parta.idp.accounts.about import GENDERS
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep

COLUMNS = {
    "id": _("Number of the account"),
    "created_at": _("Made"),
    "closes_at": _("Closes"),
    "family_name": _("Surname"),
    "given_name": _("First name"),
    "middle_name": _("Patronymic"),
    "birthdate": _("Date of birth"),
    "gender": _("Sex"),
    "phone": _("Phone"),
    "phone_verified": _("Phone confirmed"),
    "email": _("E-mail"),
    "email_verified": _("E-mail confirmed"),
    "snils": _("SNILS"),
    "level": _("Level of the account"),
}


def _about(account: Account) -> list[Row]:
    return list(Citizen.objects.filter(pk=account.pk).values(*COLUMNS))


def _corrections(account: Account) -> list[Row]:
    person = Citizen.objects.get(pk=account.pk)
    return list(person.corrections.order_by("-at").values("at", "fields"))


keep(
    Keeper(
        name="account",
        title=_("Account"),
        words=COLUMNS,
        choices={"gender": dict(GENDERS), "level": dict(Level.choices)},
        contacts=frozenset({"phone", "email"}),
        tell=_about,
    )
)
keep(
    Keeper(
        name="corrections",
        title=_("Corrections of name and date of birth"),
        words={"at": _("When"), "fields": _("What")},
        choices={"fields": COLUMNS},
        tell=_corrections,
    )
)
