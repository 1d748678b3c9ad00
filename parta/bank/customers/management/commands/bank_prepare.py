"""bank_prepare: the demo bank's customers, and `civic` as its only client.

`parta up` does it at every start of the demo; it changes nothing that is right already.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from parta.bank.customers.load import load
from parta.idp.provider.registry import Addresses, ensure
from parta.kit import clock
from parta.kit.demo.people import today
from parta.kit.keys import secret
from parta.kit.ui.doors import door

CLIENT_ID = "civic"
CALLBACK = "/level/bank/demo/callback"


class Command(BaseCommand):
    help = "Load the demo bank's customers and make civic known to it."

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is switched off (PARTA_DEMO).")
        known = load(today(clock.now()))
        back = Addresses([settings.SITE_URLS["civic"] + CALLBACK])
        ensure(CLIENT_ID, door("civic").name, back, secret("civic-at-bank"))
        self.stdout.write(f"Customers of the demo bank: {known}.")
