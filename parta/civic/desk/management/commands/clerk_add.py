"""clerk_add: somebody with a confirmed account confirms others at a desk from now on."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from parta.civic.desk.appoint import Why, appoint
from parta.kit.command import OperatorCommand

SENTENCES = {
    Why.NOBODY: "Nobody here has proved that contact. A clerk registers first, as everybody does.",
    Why.NOT_CONFIRMED: "The account is not confirmed. If you have compared the person and the "
    "paper with the account yourself, say --papers-seen.",
    Why.NO_DOCUMENTS: "The account holds no document and SNILS to compare. The clerk adds them "
    "first, on the page of the level.",
}


class Command(OperatorCommand):
    typed = "parta clerk add"
    help = "Let somebody confirm people at a desk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--contact", required=True, help="the account's phone or e-mail")
        parser.add_argument("--place", required=True, help="the desk, as people know it")
        parser.add_argument(
            "--papers-seen",
            action="store_true",
            help="confirm the account: you have compared the person and the paper with it",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        place = options["place"].strip()
        if not 0 < len(place) <= 120:
            raise CommandError("--place takes 1 to 120 characters.")
        found = appoint(options["contact"], place, papers_seen=options["papers_seen"])
        if isinstance(found, Why):
            raise CommandError(SENTENCES[found])
        self.stdout.write(f"{found.citizen.full_name} confirms people at: {found.place}")
