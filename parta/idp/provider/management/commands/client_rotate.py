"""client_rotate: a new secret for a client, while the old one still works; or the old one's end."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from parta.idp.provider import client_secrets
from parta.idp.provider.models import Client
from parta.idp.provider.registry import Unfit
from parta.kit import clock
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = f"parta client rotate {settings.SITE}"
    help = "Give a client a new secret. The old one works on until --end-old, or for --old-days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("client_id")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--old-days", type=_days, help="the old secret works for so long")
        which.add_argument("--end-old", action="store_true", help="now, and no new secret")

    def handle(self, *_: Any, **options: Any) -> None:
        client = Client.objects.filter(client_id=options["client_id"]).first()
        if client is None:
            raise CommandError(f"No client is called {options['client_id']}.")
        if options["end_old"]:
            ended = client_secrets.end_old(client, "operator")
            self.stdout.write("The old secret works no more." if ended else "Nothing to do.")
            return
        days = options["old_days"]
        ends = clock.now() + timedelta(days=days) if days else None
        try:
            secret = client_secrets.rotate(client, "operator", old_ends=ends)
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        self.stdout.write(f"client_secret: {secret}")


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= 365:
        raise ArgumentTypeError("must be from 1 to 365 days")
    return int(text)
