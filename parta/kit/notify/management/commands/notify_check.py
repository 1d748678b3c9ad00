"""`notify_check`: a sentence for all that keeps messages from going out; for `parta check`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from parta.kit import clock
from parta.kit.listen import open_to_strangers
from parta.kit.notify import money
from parta.kit.notify.models import Message
from parta.kit.notify.rules import State

LATELY = timedelta(hours=1)


class Command(BaseCommand):
    help = "Say what keeps messages of this site from going out."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        for sentence in (*_nobody(), *_money(), *_given_up()):
            self.stdout.write(f"{settings.SITE}: {sentence}")


def _nobody() -> Iterator[str]:
    for channel in ("sms", "email"):
        gateways = settings.NOTIFY.gateways[channel]
        if open_to_strangers() and not any(gateway.remote for gateway in gateways):
            yield f"nobody gets any {channel}, since no gateway is set: docs/run/messages.md."


def _money() -> Iterator[str]:
    if money.gone(clock.now()):
        yield (
            f"{money.today():.2f} roubles are spent today and PARTA_SMS_MONEY_A_DAY is reached: no "
            f"codes go to phones until midnight. See `bin/parta notify cost {settings.SITE}`, then "
            "raise it, or look whom somebody sends codes to."
        )


def _given_up() -> Iterator[str]:
    since = clock.now() - LATELY
    count = Message.objects.filter(state=State.EXPIRED, made_at__gt=since).count()
    if count:
        yield (
            f"{count} messages of the last hour were given up, since no gateway took them: the "
            f"worker's log says why, `bin/parta notify test {settings.SITE} sms …` tries again."
        )
