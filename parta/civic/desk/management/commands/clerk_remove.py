"""clerk_remove: somebody confirms nobody any more; what they have confirmed stays."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from parta.civic.desk.appoint import dismiss
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = "parta clerk remove"
    help = "Take the desk from somebody; the account stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--contact", required=True, help="the account's phone or e-mail")

    def handle(self, *_: Any, **options: Any) -> None:
        if not dismiss(options["contact"]):
            raise CommandError("No clerk has that contact.")
        self.stdout.write("Removed. The desk is closed to this account at once.")
