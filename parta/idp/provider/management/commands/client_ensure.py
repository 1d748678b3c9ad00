"""client_ensure: make this installation's own school known to this provider.

`parta up` does what `python -m parta.manage civic client_ensure` does at every
start; it changes nothing that is right already.  The client
is called "school"; its secret is keys.secret("school-at-<site>"), which the school
reads too; people who signed out go back to the rest of the school's sign-out.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from parta.idp.provider.registry import Addresses, Unfit, ensure
from parta.kit.keys import secret
from parta.kit.ui.doors import door

CLIENT_ID = "school"
CALLBACKS = {"civic": "/signin/callback", "learnid": "/learning/callback"}
AFTER_SIGN_OUT = "/signout/next/"


class Command(BaseCommand):
    help = "Make this installation's own school known to this provider."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--backchannel-logout-uri", default="", help="where it is told of ended sessions"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        school = settings.SITE_URLS["school"]
        addresses = Addresses(
            [school + CALLBACKS[settings.SITE]],
            [school + AFTER_SIGN_OUT],
            options["backchannel_logout_uri"],
        )
        name = settings.DOOR_NAMES["school"] or door("school").about
        try:
            changed = ensure(CLIENT_ID, name, addresses, secret(f"school-at-{settings.SITE}"))
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        self.stdout.write("The school is registered." if changed else "Nothing to do.")
