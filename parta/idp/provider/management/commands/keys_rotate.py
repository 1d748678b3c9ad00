"""keys_rotate: sign with the next keys from now on.

The worker does the same every PARTA_KEY_DAYS.  Running processes notice by themselves.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from parta.idp.provider import keyring
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = f"parta keys rotate {settings.SITE}"
    help = "Sign with the next keys from now on; those of before are still published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stolen", action="store_true", help="throw all keys away: nothing they signed counts"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        if options["stolen"]:
            keyring.start_anew("operator")
        else:
            keyring.rotate("operator")
        for alg in keyring.ALGORITHMS:
            self.stdout.write(f"{alg}: {keyring.keys().signing(alg).kid}")
