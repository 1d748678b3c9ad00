"""esia_key: the certificate by which systems check the tokens of this site."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from parta.civic.esia import gost
from parta.civic.esia.own_certificate import own_certificate
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = "parta esia key"
    help = "Print the certificate of the key that signs tokens now, in PEM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gost", action="store_true", help="of tokens that GOST signs")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            found = own_certificate(by_gost=options["gost"])
        except gost.Unavailable as unavailable:
            raise CommandError(f"{unavailable}. `{gost.INSTALL}` brings the engine.") from None
        self.stdout.write(found.decode(), ending="")
