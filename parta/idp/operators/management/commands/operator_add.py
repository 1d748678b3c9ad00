"""operator_add: somebody with an account here looks after its clients and accounts from now on."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import reverse

from parta.idp.operators.appoint import appoint
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = f"parta operator add {settings.SITE}"
    help = "Let somebody with an account here look after clients and accounts, on pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contact", help="the account's phone or e-mail")

    def handle(self, *_: Any, **options: Any) -> None:
        if appoint(options["contact"]) is None:
            raise CommandError(
                "Nobody here has proved that contact. An operator registers first, as everybody "
                "does."
            )
        page = settings.PUBLIC_URL + reverse("operator-clients")
        self.stdout.write(f"Their pages, after signing in with a second factor: {page}")
