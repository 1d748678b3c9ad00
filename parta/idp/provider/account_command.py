"""What the commands that shut an account and open it again have in common."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.management.base import CommandError

from parta.idp.accounts.account import Account
from parta.idp.provider.disable import meant_by
from parta.kit.command import OperatorCommand


class AccountCommand(OperatorCommand):
    """`turn` is False when the account was so already; `done` says what it has done."""

    turn: ClassVar[Callable[[Account, str, str], bool]]
    done: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contact", help="the account's phone, e-mail or SNILS")
        parser.add_argument("--reason", default="", help="for the audit")

    def handle(self, *_: Any, **options: Any) -> None:
        account = meant_by(options["contact"])
        if account is None:
            raise CommandError("No account has that contact.")
        turned = type(self).turn(account, "operator", options["reason"])
        self.stdout.write(self.done if turned else "Nothing to do.")
