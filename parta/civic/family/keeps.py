"""Who looks after whom: kept of both.  The account of a child is closed by a parent alone."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parta.civic.citizens.models import Citizen
from parta.civic.family.access import acting_parents_of, children_of
from parta.civic.family.models import Guardianship
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, Words, keep


def _tell(account: Account) -> list[Row]:
    whose = Q(parent_id=account.pk) | Q(child_id=account.pk)
    rows = Guardianship.objects.filter(whose).select_related("parent", "child").order_by("since")
    return [_row(row, account.pk == row.parent_id) for row in rows]


def _row(row: Guardianship, own: bool) -> Row:
    """The certificate is what a parent has typed, so it is told to that parent."""
    return {
        "parent": row.parent.full_name,
        "child": row.child.full_name,
        "certificate": f"{row.series} {row.number}" if own else "",
        "issued_on": row.issued_on if own else None,
        "consent_version": row.consent_version,
        "consent_at": row.consent_at,
        "since": row.since,
        "ended_at": row.ended_at,
    }


def _objects(account: Account) -> Words:
    able = acting_parents_of(account.pk).exists()
    return _("Under 14 a parent closes the account: in “Family”.") if able else ""


def _goes_on(account: Account) -> Words:
    assert isinstance(account, Citizen)
    if not children_of(account).exists():
        return ""
    return _(
        "The accounts of your children stay open: the other parent looks after them, or the child "
        "alone. To close one of them, do it first: in “Family”."
    )


def _stays_closed(account: Account) -> Words:
    """An account of one's own making can be had back by its maker."""
    if acting_parents_of(account.pk).filter(registered=True).exists():
        return _("Under 14 a parent has it back: in “Family”.")
    return ""


keep(
    Keeper(
        name="family",
        title=_("Family"),
        words={
            "parent": _("Parent"),
            "child": _("Child"),
            "certificate": _("Birth certificate"),
            "issued_on": _("Date of issue"),
            "consent_version": _("Text of the consent"),
            "consent_at": _("Consent given"),
            "since": _("Since"),
            "ended_at": _("Ended"),
        },
        tell=_tell,
        objects=_objects,
        goes_on=_goes_on,
        stays_closed=_stays_closed,
    )
)
