"""demo_standing: whose data are here; a demo that is switched off is put to rest.

`parta up` asks at every start.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from parta.learnid.demo.rest import rest, standing


class Command(BaseCommand):
    help = "Put the demo to rest where it is switched off, and say whose data are here."

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.DEMO:
            rest()
        self.stdout.write(standing())
