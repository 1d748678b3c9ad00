from django.utils.translation import gettext_lazy as _

from parta.civic.assurance.models import Document, Reason, Visit
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep


def _documents(account: Account) -> list[Row]:
    columns = ("kind", "series", "number", "issued_on", "department")
    return list(Document.objects.filter(citizen_id=account.pk).values(*columns))


def _visits(account: Account) -> list[Row]:
    """When and how it ended; which clerk it was is in the audit."""
    return list(Visit.objects.filter(citizen_id=account.pk).order_by("-at").values("at", "reason"))


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
        words={"at": _("When"), "reason": _("Reason for a refusal")},
        choices={"reason": dict(Reason.choices)},
        tell=_visits,
    )
)
