"""client_add: register a site or an app that signs people in here.

Its secret is printed once; only a digest is kept.
"""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from parta.idp.provider.registry import Addresses, Unfit, add
from parta.kit.command import OperatorCommand

NOTHING = {
    "client_secret": "(none: public client)",
    "post_logout_redirect_uris": "(none: people stay here after signing out)",
}


class Command(OperatorCommand):
    typed = f"parta client add {settings.SITE}"
    help = "Register a site or an app that signs people in here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="what people see when they are asked")
        parser.add_argument(
            "--redirect-uri", action="append", required=True, help="may be repeated"
        )
        parser.add_argument(
            "--post-logout-redirect-uri",
            action="append",
            default=[],
            help="where it takes people after signing out; may be repeated",
        )
        parser.add_argument("--public", action="store_true", help="an app that can't keep a secret")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        addresses = Addresses(options["redirect_uri"], options["post_logout_redirect_uri"])
        try:
            client, secret = add(options["name"], addresses, options["public"])
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        about = {
            "client_id": client.client_id,
            "client_secret": secret or None,
            "issuer": settings.ISSUER,
            "redirect_uris": client.redirect_uris,
            "post_logout_redirect_uris": client.post_logout_redirect_uris,
        }
        if options["json"]:
            self.stdout.write(json.dumps(about))
        else:
            for key, value in about.items():
                self.stdout.write(f"{key}: {value or NOTHING[key]}")
