"""operator_remove: the person keeps the account, and the operator's pages are closed to them."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from parta.idp.operators.appoint import dismiss
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = f"parta operator remove {settings.SITE}"
    help = "Close the operator's pages to somebody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contact", help="the account's phone or e-mail")

    def handle(self, *_: Any, **options: Any) -> None:
        if not dismiss(options["contact"]):
            raise CommandError("No operator has that contact.")
        self.stdout.write("Done.")
