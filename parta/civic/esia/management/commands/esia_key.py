"""esia_key: the certificate by which systems check the tokens of this site."""

from typing import Any

from parta.civic.esia.own_certificate import own_certificate
from parta.kit.command import OperatorCommand


class Command(OperatorCommand):
    typed = "parta esia key"
    help = "Print the certificate of the key that signs tokens now, in PEM."

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(own_certificate().decode(), ending="")
