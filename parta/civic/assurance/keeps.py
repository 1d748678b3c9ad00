from django.utils.translation import gettext_lazy as _

from parta.civic.assurance.models import (
    BankCheck,
    ConfirmedBefore,
    Deed,
    Document,
    Reason,
    Visit,
)
from parta.idp.accounts.about import GENDERS
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep


def _documents(account: Account) -> list[Row]:
    columns = ("kind", "series", "number", "issued_on", "department")
    return list(Document.objects.filter(citizen_id=account.pk).values(*columns))


def _visits(account: Account) -> list[Row]:
    """When and how it ended; which clerk it was is in the audit."""
    visits = Visit.objects.filter(citizen_id=account.pk).order_by("-at")
    return list(visits.values("at", "place", "deed", "reason"))


def _bank_checks(account: Account) -> list[Row]:
    checks = BankCheck.objects.filter(citizen_id=account.pk).order_by("-at")
    return list(checks.values("at", "bank", "outcome", "parts"))


def _confirmed_before(account: Account) -> list[Row]:
    return list(ConfirmedBefore.objects.filter(citizen_id=account.pk).values(*BEFORE))


BEFORE = {
    "at": _("Confirmed until"),
    "full_name": _("Surname, name, patronymic"),
    "birthdate": _("Date of birth"),
    "gender": _("Sex"),
    "kind": _("Document"),
    "number_end": _("Its number ends in"),
    "issued_on": _("Date of issue"),
    "snils_end": _("SNILS ends in"),
}
keep(
    Keeper(
        name="documents",
        title=_("Documents"),
        words={
            "kind": _("Document"),
            "series": _("Series"),
            "number": _("Number"),
            "issued_on": _("Date of issue"),
            "department": _("Department code"),
        },
        choices={"kind": dict(Document.Of.choices)},
        tell=_documents,
    )
)
keep(
    Keeper(
        name="visits",
        title=_("Visits to a service centre"),
        words={
            "at": _("When"),
            "place": _("Place"),
            "deed": _("What for"),
            "reason": _("Reason for a refusal"),
        },
        choices={"deed": dict(Deed.choices), "reason": dict(Reason.choices)},
        tell=_visits,
    )
)
keep(
    Keeper(
        name="banks",
        title=_("Confirmations through a bank"),
        words={
            "at": _("When"),
            "bank": _("Bank"),
            "outcome": _("Outcome"),
            "parts": _("What was not the same"),
        },
        choices={
            "outcome": {
                "confirmed": _("account confirmed"),
                "data-differ": _("the data were not the same"),
                "bank-did-not-tell": _("the bank did not say everything"),
                "bank-account-of-another": _("another person’s bank account"),
            },
            "parts": {
                "family-name": _("Surname"),
                "given-name": _("First name"),
                "middle-name": _("Patronymic"),
                "birthdate": _("Date of birth"),
                "document": _("Document"),
            },
        },
        tell=_bank_checks,
    )
)
keep(
    Keeper(
        name="confirmed-before",
        title=_("What was confirmed before the data changed"),
        words=BEFORE,
        choices={"gender": dict(GENDERS), "kind": dict(Document.Of.choices)},
        tell=_confirmed_before,
    )
)
