"""`parta notify test SITE CHANNEL TO`: asks every gateway of a channel, at once and in order."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from parta.kit import phones
from parta.kit.command import OperatorCommand
from parta.kit.notify import A_DAY
from parta.kit.notify.gateway import Accepted, Declined, Down, Fault, Gateway, Sending, WrongNumber
from parta.kit.ui.doors import door

WHY: dict[type[Fault], str] = {
    WrongNumber: "as nobody can be reached there",
    Declined: "as it does not take this message",
    Down: "as it takes nothing now",
}


class Command(OperatorCommand):
    help = "Send a message by each gateway of a channel, and say what each has answered."
    typed = f"parta notify test {settings.SITE}"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("channel", choices=list(settings.NOTIFY.gateways))
        parser.add_argument("to", help="a phone like +79990000000, or an e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        channel, to = options["channel"], _address(options["channel"], options["to"])
        gateways: tuple[Gateway, ...] = settings.NOTIFY.gateways[channel]
        if not gateways:
            raise CommandError(f"No gateway carries {channel}: docs/run/messages.md names them.")
        answers = {gateway.name: _ask(gateway, channel, to) for gateway in gateways}
        for name, answer in answers.items():
            self.stdout.write(f"{name}: {_words(answer)}")
        if not any(isinstance(answer, Accepted) for answer in answers.values()):
            raise CommandError("No gateway took the message.")
        self.stdout.write("Taken is not delivered yet: look whether it has arrived.")


def _address(channel: str, typed: str) -> str:
    found = typed if channel == "email" and "@" in typed else phones.normalise(typed)
    if found is None or (channel == "email") != ("@" in found):
        raise CommandError(f"{typed} is no address for {channel}.")
    return found


def _ask(gateway: Gateway, channel: str, to: str) -> Accepted | Fault:
    text = f"{door(settings.SITE).name}: {gateway.name}"
    try:
        return gateway.send(Sending(channel, to, text, A_DAY, subject=text))
    except Fault as fault:
        return fault


def _words(answer: Accepted | Fault) -> str:
    if isinstance(answer, Fault):
        return f"has not taken it, {WHY[type(answer)]}: {answer}"
    number = f" under its number {answer.reference}" if answer.reference else ""
    cost = "" if answer.cost is None else f", for {answer.cost} roubles"
    return f"has taken it{number}{cost}"
