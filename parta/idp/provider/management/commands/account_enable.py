"""account_enable: open an account that was shut."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from parta.idp.provider.disable import enable, meant_by
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = f"parta account enable {settings.SITE}"
    help = "Open an account that was shut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contact", help="the account's phone, e-mail or SNILS")
        parser.add_argument("--reason", default="", help="for the audit")

    def handle(self, *_: Any, **options: Any) -> None:
        account = meant_by(options["contact"])
        if account is None:
            raise CommandError("No account has that contact.")
        done = enable(account, "operator", options["reason"])
        self.stdout.write("Enabled. The person signs in anew." if done else "Nothing to do.")
