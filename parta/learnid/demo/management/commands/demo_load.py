"""demo_load: the phones of the demo people.  Changes nothing that is right already."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from parta.kit import clock
from parta.kit.demo.people import today
from parta.learnid.demo.load import RealPeople, load


class Command(BaseCommand):
    help = "Load the phones of the demo people."

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is switched off (PARTA_DEMO).")
        try:
            added, corrected = load(today(clock.now()))
        except RealPeople:
            raise CommandError("Real accounts are here: the demo is not loaded.") from None
        self.stdout.write(f"Demo phones: {added} added, {corrected} corrected.")
