"""esia_remove: a client system goes, with the consents and tokens that it was given."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from parta.civic.esia.certificates import Unfit
from parta.civic.esia.registry import known, remove
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = "parta esia remove"
    help = "Remove a client system."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mnemonic", required=True)

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            remove(known(options["mnemonic"]))
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        self.stdout.write(f"{options['mnemonic']} is no client system any more.")
