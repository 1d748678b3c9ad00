"""desk_report: what was done at the desks on one day, as CSV."""

import io
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from parta.civic.desk.report import of_day, write
from parta.kit import clock
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = "parta desk report"
    help = "Says what was done at the desks on one day, by place and clerk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", type=day, help="2026-11-25; today where none is given")
        parser.add_argument("--place", default="", help="only that desk")

    def handle(self, *_: Any, **options: Any) -> None:
        out = io.StringIO()
        write(of_day(options["date"] or clock.today(), options["place"]), out)
        self.stdout.write(out.getvalue(), ending="")


def day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is not a day like 2026-11-25") from None
