"""Making somebody an operator of this site, and ending it: a deed of the command line alone."""

from django.db import transaction

from parta.audit import record
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.identifiers import read
from parta.idp.operators.models import Operator

BY = "operator"


def appoint(contact: str) -> Account | None:
    """The person with that proved contact; None where nobody has it."""
    found = model().find(read(contact))
    if found is None:
        return None
    with transaction.atomic():
        _, made = Operator.objects.get_or_create(account_id=found.pk)
        if made:
            record("operator.added", actor=BY, object=f"account:{found.pk}")
    return found


def dismiss(contact: str) -> bool:
    """False when no operator has that contact."""
    found = model().find(read(contact))
    if found is None:
        return False
    with transaction.atomic():
        if not Operator.objects.filter(account_id=found.pk).delete()[0]:
            return False
        record("operator.removed", actor=BY, object=f"account:{found.pk}")
    return True
