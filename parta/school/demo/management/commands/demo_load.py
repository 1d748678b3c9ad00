from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from parta.kit import clock
from parta.school.demo.load import RealSchool, load


class Command(BaseCommand):
    help = "Make the demo's schools; a second run only brings them up to date."

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is switched off: PARTA_DEMO=on switches it on.")
        try:
            made = load(clock.now())
        except RealSchool:
            raise CommandError(
                "A real school is in this database: the demo needs a database of its own."
            ) from None
        self.stdout.write("The demo's schools are ready." if made else "The demo was there.")
