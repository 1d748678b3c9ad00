"""operator_list: who has the operator's pages of this site."""

from typing import Any

from django.conf import settings

from parta.idp.operators.models import Operator
from parta.kit import clock
from parta.kit.command import OperatorCommand
from parta.kit.ui.contacts import shown


class Command(OperatorCommand):
    typed = f"parta operator list {settings.SITE}"
    help = "List those who look after clients and accounts on pages, the first one first."

    def handle(self, *_: Any, **__: Any) -> None:
        operators = Operator.objects.select_related("account").order_by("since", "pk")
        for one in operators:
            contacts = ", ".join(map(shown, one.account.told_at())) or "no contact"
            shut = "" if one.account.is_active else ", shut"
            self.stdout.write(f"{contacts}: since {clock.day_of(one.since):%Y-%m-%d}{shut}")
        if not operators:
            self.stdout.write(f"Nobody yet. parta operator add {settings.SITE} makes one.")
