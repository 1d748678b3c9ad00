"""account_disable: shut an account: its sessions and tokens end, and the clients are told."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from parta.idp.provider.disable import disable, meant_by
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = f"parta account disable {settings.SITE}"
    help = "Shut an account: its sessions and tokens end, and the clients are told."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contact", help="the account's phone, e-mail or SNILS")
        parser.add_argument("--reason", default="", help="for the audit")

    def handle(self, *_: Any, **options: Any) -> None:
        account = meant_by(options["contact"])
        if account is None:
            raise CommandError("No account has that contact.")
        done = disable(account, "operator", options["reason"])
        self.stdout.write(
            "Disabled. Every session and token of this account is dead."
            if done
            else "Nothing to do."
        )
