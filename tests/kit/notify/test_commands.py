"""What an operator sees: who took a test message, what was spent, what is wrong."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from parta.kit import clock
from parta.kit.notify import send
from parta.kit.notify.gateway import Accepted, Down, WrongNumber
from parta.kit.notify.models import Message
from parta.kit.notify.rules import State
from parta.kit.notify.settings import NotifySettings
from tests.kit.notify.test_delivery import PHONE, Gateway, takes

pytestmark = pytest.mark.django_db


def said(command: str, *arguments: str) -> list[str]:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().splitlines()


def use(settings: Any, *gateways: Any, cap: str | None = None) -> None:
    carried: dict[str, tuple[Any, ...]] = {"sms": gateways, "email": (), "call": ()}
    settings.NOTIFY = NotifySettings(carried, Decimal(cap) if cap else None, Decimal(5))


def message(cost: str, state: State, gateway: str = "smsc", days_ago: int = 0) -> None:
    at = clock.now() - timedelta(days=days_ago)
    Message.objects.create(
        channel="sms", state=state, gateway=gateway, cost=Decimal(cost), made_at=at, deadline=at
    )


def test_a_test_message_goes_by_every_gateway(settings: Any) -> None:
    good, bad = takes("good"), Gateway("bad", Down("HTTP 502"))
    use(settings, bad, good)
    assert said("notify_test", "sms", "8 199 111-11-11") == [
        "bad: has not taken it, as it takes nothing now: HTTP 502",
        "good: has taken it under its number 77, for 3.15 roubles",
        "Taken is not delivered yet: look whether it has arrived.",
    ]
    assert [asked.to for asked in (*bad.asked, *good.asked)] == [PHONE, PHONE]


@pytest.mark.parametrize(
    ("channel", "to", "told"),
    [
        ("sms", "me@pochta.example", "is no address for sms"),
        ("email", PHONE, "is no address for email"),
        ("call", PHONE, "No gateway carries call"),
        ("sms", PHONE, "No gateway took the message"),
    ],
)
def test_what_can_not_be_tested_is_said(settings: Any, channel: str, to: str, told: str) -> None:
    use(settings, Gateway("bad", WrongNumber("error 7")))
    with pytest.raises(CommandError, match=told):
        said("notify_test", channel, to)


def test_costs_by_day_and_gateway(settings: Any) -> None:
    message("3.15", State.DELIVERED)
    message("3.15", State.SENT)
    message("0", State.WRONG_NUMBER)
    message("0", State.PRETENDED)
    message("4.20", State.LOST, "exolve", days_ago=1)
    message("9", State.SENT, days_ago=40)
    today, yesterday = clock.today(), clock.today() - timedelta(days=1)
    assert said("notify_cost") == [
        "day         gateway   messages   arrived      lost        cost",
        f"{yesterday}  exolve           1         0         1        4.20",
        f"{today}  smsc             3         1         1        6.30",
        f"{10.5:>62.2f}",
    ]


def test_all_is_well_where_messages_go_to_a_file_of_ones_own(settings: Any) -> None:
    assert said("notify_check") == []


def test_a_check_says_that_nobody_gets_messages(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTA_SCHOOL_URL", "https://school.example")
    use(settings, takes())
    [line] = said("notify_check")
    assert "nobody gets any email" in line


def test_a_check_says_that_the_money_is_gone_and_what_nobody_took(settings: Any) -> None:
    use(settings, takes(), cap="9")
    message("4", State.SENT)
    message("0", State.EXPIRED)
    assert len(said("notify_check")) == 1
    send("sms", PHONE, "Код")  # counts as guessed before any gateway has answered
    money, lost = said("notify_check")
    assert "9.00 roubles are spent today and PARTA_SMS_MONEY_A_DAY is reached" in money
    assert "1 messages of the last hour were given up" in lost


def test_the_day_of_money_is_the_local_one(settings: Any) -> None:
    from parta.kit.notify import money

    use(settings, takes(), cap="4")
    settings.CLOCK_OFFSET += money.midnight(clock.now()) + money.A_DAY - clock.now()
    message("4", State.SENT)
    assert money.gone(clock.now()) is not None
    settings.CLOCK_OFFSET += timedelta(days=1)
    assert money.gone(clock.now()) is None
    assert money.spent(clock.now()) == 0


def test_a_letter_that_a_file_takes_costs_nothing(settings: Any) -> None:
    send("sms", PHONE, "Код")
    assert Message.objects.get().cost == 0


def test_accepted_without_words_is_said_so(settings: Any) -> None:
    use(settings, Gateway("quiet", Accepted()))
    assert said("notify_test", "sms", PHONE)[0] == "quiet: has taken it"
