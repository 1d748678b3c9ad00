"""keys_rotate: sign with the next keys from now on.

The worker does the same every PARTA_KEY_DAYS.  Running processes notice by themselves.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from parta.idp.provider import keyring
from parta.kit.command import OperatorCommand

ROTATED = (
    "The keys of before sign no more. What they have signed still counts: they stay published "
    "until the next rotation. The keys that will sign after these are published already."
)
THROWN_AWAY = (
    "All keys of before are thrown away, and nothing that they have signed counts any more. "
    "Clients that keep our keys fetch the new ones when they meet the first signature."
)

SYSTEMS = (
    "Systems of the ESIA's dialect keep our certificate by hand and trust it no longer: "
    "give them that of `parta esia key`, and of `parta esia key --gost` where GOST signs."
)


class Command(OperatorCommand):
    typed = f"parta keys rotate {settings.SITE}"
    help = "Sign with the next keys from now on; those of before are still published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stolen", action="store_true", help="throw all keys away: nothing they signed counts"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        stolen = options["stolen"]
        (keyring.start_anew if stolen else keyring.rotate)("operator")
        self.stdout.write(f"{settings.SITE} signs from now on with")
        for alg in keyring.ALGORITHMS:
            self.stdout.write(f"  {alg}: {keyring.keys().signing(alg).kid}")
        self.stdout.write(THROWN_AWAY if stolen else ROTATED)
        if settings.SITE == "civic":
            self.stdout.write(SYSTEMS)
        days = settings.KEY_LIVES.days
        self.stdout.write(
            "Nothing has to be started again. The worker rotates by itself "
            f"{days} days from now (PARTA_KEY_DAYS)."
        )
