"""esia_list: the client systems, their certificates and what they may ask."""

import json
from argparse import ArgumentParser
from typing import Any

from parta.civic.esia import certificates
from parta.civic.esia.models import System
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = "parta esia list"
    help = "List the client systems of the ESIA's dialect."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        systems = System.objects.select_related("client").order_by("client_id")
        found = [_about(system) for system in systems]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for about in found:
            for name, value in about.items():
                self.stdout.write(f"{name}: {value}")
            self.stdout.write("")


def _about(system: System) -> dict[str, Any]:
    return {
        "mnemonic": system.client_id,
        "name": system.client.name,
        "redirect_uris": system.client.redirect_uris,
        "logout_redirect_urls": system.client.post_logout_redirect_uris,
        "scopes": system.scopes,
        "confirmed_only": system.confirmed_only,
        "gost_tokens": system.gost_tokens,
        "certificates": [
            {
                "key": "GOST" if certificate.is_gost else "RSA",
                "ends": f"{certificate.ends:%Y-%m-%d}",
                "client_certificate_hash": row.streebog,
            }
            for row in system.certificates.order_by("pk")
            for certificate in [certificates.of(bytes(row.der))]
        ],
    }
