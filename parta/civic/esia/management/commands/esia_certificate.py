"""esia_certificate: exchange a system's certificate; the old one lives beside the new."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from parta.civic.esia.certificates import Unfit
from parta.civic.esia.registry import known, renew
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = "parta esia certificate"
    help = "Give a client system one more certificate; of more than two the oldest goes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mnemonic", required=True)
        parser.add_argument("--certificate", required=True, type=Path, help="a PEM or DER file")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            renew(known(options["mnemonic"]), options["certificate"].read_bytes())
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        except OSError as error:
            raise CommandError(f"{options['certificate']}: {error.strerror}.") from None
        self.stdout.write(f"{options['mnemonic']} may sign with the new certificate from now on.")
