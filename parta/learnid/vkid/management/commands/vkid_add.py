"""vkid_add: register an app that speaks VK ID, and print its number."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from parta.idp.provider.registry import Addresses, Unfit
from parta.kit.command import OperatorCommand
from parta.learnid.vkid.registry import Wanted, add


class Command(OperatorCommand):
    typed = "parta vkid add"
    help = "Register an app that signs people in by VK ID's dialect."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="what people see when they are asked")
        parser.add_argument(
            "--redirect-uri", action="append", required=True, help="may be repeated"
        )
        parser.add_argument(
            "--origin",
            action="append",
            default=[],
            help="of a page that calls the endpoints by script; may be repeated",
        )
        parser.add_argument("--phone", action="store_true", help="it may ask for the number")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        addresses = Addresses(options["redirect_uri"], origins=options["origin"])
        wanted = Wanted(options["name"], addresses, options["phone"])
        try:
            client = add(wanted)
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        about = {"client_id": client.client_id, "base_address": settings.ISSUER}
        if options["json"]:
            self.stdout.write(json.dumps(about))
        else:
            for key, value in about.items():
                self.stdout.write(f"{key}: {value}")
