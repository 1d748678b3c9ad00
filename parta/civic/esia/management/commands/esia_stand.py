"""esia_stand: make a home hold the stand's people, and the system that is to be tried.

`parta esia-stand` does it at every start.  Prints what an integrator needs, as JSON.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from parta.civic.esia import gost, registry
from parta.civic.esia.certificates import Unfit
from parta.civic.esia.management.commands.esia_add import add_system_arguments, wanted
from parta.civic.esia.models import System
from parta.civic.esia.own_certificate import own_certificate
from parta.civic.esia.stand.load import RealPeople, load
from parta.civic.esia.stand.people import PASSWORD
from parta.kit import clock
from parta.kit.listen import open_to_strangers

ENDPOINTS = (
    ("authorize", "/aas/oauth2/ac"),
    ("", "/aas/oauth2/v2/ac"),
    ("token", "/aas/oauth2/te"),
    ("", "/aas/oauth2/v3/te"),
    ("data", "/rs/prns/{oid}"),
    ("logout", "/idp/ext/Logout"),
    ("keys", "/jwks"),
)


class Command(BaseCommand):
    help = "Fill the stand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_system_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        if open_to_strangers():
            raise CommandError("The stand's passwords are public: it runs on this machine alone.")
        try:
            people = load(clock.today())
            system = registry.ensure(wanted(options), Path(options["certificate"]).read_bytes())
        except RealPeople:
            raise CommandError(
                f"{settings.HOME} holds other people's accounts, and the stand's passwords are "
                "public: give the stand a folder of its own with --home."
            ) from None
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        except OSError as error:
            raise CommandError(f"{options['certificate']}: {error.strerror}.") from None
        own = settings.HOME / "esia-stand.crt"
        try:
            own.write_bytes(own_certificate(by_gost=system.gost_tokens))
        except gost.Unavailable as unavailable:
            raise CommandError(f"{unavailable}.") from None
        told = {
            "system": _about(system),
            "endpoints": [[name, f"{settings.PUBLIC_URL}{path}"] for name, path in ENDPOINTS],
            "certificate": str(own),
            "messages": str(settings.OUTBOX),
            "password": PASSWORD,
            "people": [[person.login, str(number), person.about] for person, number in people],
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False))


def _about(system: System) -> dict[str, str]:
    newest = system.certificates.order_by("-pk").first()
    return {
        "mnemonic": system.client_id,
        "redirect_uri": " ".join(system.client.redirect_uris),
        "scope": " ".join(system.scopes),
        "client_certificate_hash": newest.streebog if newest and newest.streebog else "(no GOST)",
    }
