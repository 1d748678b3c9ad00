"""`parta notify cost SITE`: messages and money by day and gateway."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from parta.kit import clock
from parta.kit.command import OperatorCommand
from parta.kit.notify import money
from parta.kit.notify.models import Message
from parta.kit.notify.rules import State

ROW = "{:10}  {:8}  {:>8}  {:>8}  {:>8}  {:>10}"


class Command(OperatorCommand):
    help = "Show what messages have cost, by day and gateway; roubles."
    typed = f"parta notify cost {settings.SITE}"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=31, help="how many days back (31)")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        self.stdout.write(ROW.format("day", "gateway", "messages", "arrived", "lost", "cost"))
        total = 0
        for row in _rows(options["days"]):
            shown = (row["day"].isoformat(), row["gateway"] or "none", row["sent"], row["arrived"])
            self.stdout.write(ROW.format(*shown, row["lost"], f"{row['cost']:.2f}"))
            total += row["cost"]
        self.stdout.write(ROW.format("", "", "", "", "", f"{total:.2f}"))


def _rows(days: int) -> Any:
    since = money.midnight(clock.now()) - money.A_DAY * (days - 1)
    counted = Message.objects.exclude(state=State.PRETENDED).filter(made_at__gte=since)
    by_day = counted.annotate(day=TruncDate("made_at", tzinfo=settings.ZONE))
    return (
        by_day.values("day", "gateway")
        .annotate(
            sent=Count("pk"),
            arrived=Count("pk", filter=Q(state=State.DELIVERED)),
            lost=Count("pk", filter=Q(state__in=(State.LOST, State.WRONG_NUMBER, State.EXPIRED))),
            cost=Sum("cost"),
        )
        .order_by("day", "gateway")
    )
