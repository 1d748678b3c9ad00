"""client_add: register a site or an app that signs people in here.

Its secret is printed once; only a digest is kept.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from parta.idp.provider.models import Algorithm, Client, ClientAuth
from parta.idp.provider.registry import Addresses, Unfit, Wanted, add
from parta.kit.command import OperatorCommand

NO_SECRET = {
    ClientAuth.NONE: "(none: public client)",
    ClientAuth.KEY: "(none: it proves itself by its key)",
}
NOTHING = {
    "post_logout_redirect_uris": "(none: people stay here after signing out)",
    "backchannel_logout_uri": "(none: it is not told of ended sessions)",
    "origins": "(none: its pages do not call from a browser)",
}


class Command(OperatorCommand):
    typed = f"parta client add {settings.SITE}"
    help = "Register a site or an app that signs people in here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="what people see when they are asked")
        parser.add_argument("--redirect-uri", **_several(), required=True)
        parser.add_argument(
            "--post-logout-redirect-uri", **_several("where it takes people after signing out; ")
        )
        parser.add_argument(
            "--backchannel-logout-uri", default="", help="where it is told of ended sessions"
        )
        parser.add_argument(
            "--origin", **_several("pages of these may call the endpoints from a browser; ")
        )
        proof = parser.add_mutually_exclusive_group()
        proof.add_argument("--public", action="store_true", help="an app that can't keep a secret")
        proof.add_argument(
            "--jwks", type=Path, help="a file with its public keys, in place of a secret"
        )
        parser.add_argument("--id-token-alg", choices=Algorithm.values, default=Algorithm.RS256)
        parser.add_argument("--offline", action="store_true", help="it may have refresh tokens")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            client, secret = add(_wanted(options), "operator")
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        about = _about(client, secret)
        if options["json"]:
            self.stdout.write(json.dumps(about))
            return
        nothing = NOTHING | {"client_secret": NO_SECRET.get(ClientAuth(client.auth), "")}
        for key, value in about.items():
            self.stdout.write(f"{key}: {value or nothing[key]}")


def _several(what: str = "") -> dict[str, Any]:
    return {"action": "append", "default": [], "help": f"{what}may be repeated"}


def _wanted(options: dict[str, Any]) -> Wanted:
    addresses = Addresses(
        options["redirect_uri"],
        options["post_logout_redirect_uri"],
        options["backchannel_logout_uri"],
        options["origin"],
    )
    auth = ClientAuth.NONE if options["public"] else ClientAuth.SECRET
    return Wanted(
        name=options["name"],
        addresses=addresses,
        auth=ClientAuth.KEY if options["jwks"] else auth,
        jwks=_read(options["jwks"]) if options["jwks"] else {},
        id_token_alg=Algorithm(options["id_token_alg"]),
        offline=options["offline"],
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise CommandError(f"{path} can't be read: {fault}") from None
    if not isinstance(found, dict):
        raise CommandError(f"{path} holds no JWK set.")
    return found


def _about(client: Client, secret: str) -> dict[str, Any]:
    return {
        "client_id": client.client_id,
        "client_secret": secret or None,
        "issuer": settings.ISSUER,
        "redirect_uris": client.redirect_uris,
        "post_logout_redirect_uris": client.post_logout_redirect_uris,
        "backchannel_logout_uri": client.backchannel_logout_uri or None,
        "origins": client.origins,
    }
