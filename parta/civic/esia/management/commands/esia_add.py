"""esia_add: register a client system of the ESIA dialect, by its mnemonic and certificate."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from parta.civic.esia.certificates import Unfit
from parta.civic.esia.registry import Wanted, add
from parta.civic.esia.scopes import CLAIMS
from parta.idp.provider.registry import Addresses
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = "parta esia add"
    help = "Register a client system that speaks the ESIA's dialect."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_system_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            system = add(wanted(options), options["certificate"].read_bytes())
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        except OSError as error:
            raise CommandError(f"{options['certificate']}: {error.strerror}.") from None
        self.stdout.write(f"{system.client_id} is registered. Its scopes: {options['scope']}")


def add_system_arguments(parser: ArgumentParser) -> None:
    """What describes a system; the stand takes the same."""
    parser.add_argument("--mnemonic", required=True, help="its client_id")
    parser.add_argument("--name", required=True, help="what people see when they are asked")
    parser.add_argument("--certificate", required=True, type=Path, help="a PEM or DER file")
    parser.add_argument("--redirect-uri", action="append", required=True, help="may be repeated")
    parser.add_argument(
        "--logout-redirect-url",
        action="append",
        default=[],
        help="where it takes people after signing out; may be repeated",
    )
    parser.add_argument("--scope", default=" ".join(CLAIMS), help="by spaces; all by default")
    parser.add_argument(
        "--confirmed-only", action="store_true", help="let in confirmed accounts alone"
    )
    parser.add_argument(
        "--gost-tokens", action="store_true", help="sign its tokens by GOST, not RS256"
    )


def wanted(options: dict[str, Any]) -> Wanted:
    return Wanted(
        mnemonic=options["mnemonic"],
        name=options["name"],
        addresses=Addresses(options["redirect_uri"], options["logout_redirect_url"]),
        scopes=options["scope"].split(),
        confirmed_only=options["confirmed_only"],
        gost_tokens=options["gost_tokens"],
    )
