"""The 14th birthday: the account is the child's alone, and both are told.

The say of a parent ends by the date itself (access.py); this writes it down.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from parta.civic.family.models import Guardianship
from parta.civic.family.rules import last_own
from parta.civic.family.write import note
from parta.idp.accounts.tell import tell
from parta.kit import clock
from parta.kit.ui.doors import door


def hand_over_due() -> None:
    due = Guardianship.objects.filter(ended_at=None, child__birthdate__lte=last_own(clock.today()))
    for row in list(due.select_related("parent", "child")):
        hand_over(row)


def hand_over(row: Guardianship) -> None:
    with transaction.atomic():
        still = Guardianship.objects.filter(pk=row.pk, ended_at=None)
        if not still.update(ended_at=clock.now()):
            return
        note("guardianship.handed-over", row, "system")
        told = {"door": door("civic").name, "name": row.child.given_name}
        tell(row.child, _to_the_child() % {**told, "address": settings.PUBLIC_URL})
        tell(row.parent, _to_the_parent() % told)


def _to_the_child() -> str:
    return gettext(
        "“%(door)s”: you are 14, and the account is yours alone. "
        "The diary asks for a confirmed one soon: %(address)s"
    )


def _to_the_parent() -> str:
    return gettext("“%(door)s”: %(name)s is 14. The account is now theirs alone.")
