"""From a row to a gateway: who is asked, how often, until when, and what is left of it."""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.db import connection, transaction
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from parta.kit.jobs.queue import run_next
from parta.kit.notify import Words, called, fall_over, pretend, send
from parta.kit.notify.delivery import deliver
from parta.kit.notify.gateway import (
    Accepted,
    Declined,
    Down,
    Fault,
    Pending,
    Receipt,
    Sending,
    WrongNumber,
)
from parta.kit.notify.jobs import ask_for_receipts, forget_numbers_and_old_messages
from parta.kit.notify.models import Letter, Message
from parta.kit.notify.rules import State
from parta.kit.notify.settings import NotifySettings

pytestmark = pytest.mark.django_db
PHONE = "+71991111111"
CODE = Words("Код 407112. Никому не говорите его.", "407112")


class Gateway:
    """Answers as it is told to, and keeps what it was asked."""

    remote: ClassVar[bool] = True
    reports: ClassVar[bool] = True

    def __init__(self, name: str, *answers: Accepted | Fault | Exception) -> None:
        self.name, self.answers = name, list(answers)
        self.asked: list[Sending] = []
        self.told: list[Receipt] | Exception = []
        self.pending: list[Pending] = []

    def send(self, sending: Sending) -> Accepted:
        self.asked.append(sending)
        answer = self.answers.pop(0) if self.answers[1:] else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def receipts(self, pending: Sequence[Pending]) -> Iterable[Receipt]:
        self.pending += pending
        if isinstance(self.told, Exception):
            raise self.told
        return self.told


def takes(name: str = "good", cost: str | None = "3.15") -> Gateway:
    return Gateway(name, Accepted("77", Decimal(cost) if cost else None))


@pytest.fixture
def use(settings: Any) -> Callable[..., None]:
    def chosen(*gateways: Any, channel: str = "sms") -> None:
        every: dict[str, tuple[Any, ...]] = {"sms": (), "email": (), "call": ()}
        settings.NOTIFY = NotifySettings(every | {channel: gateways}, None, Decimal(5))

    return chosen


@pytest.fixture(autouse=True)
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fall_over, "resting", fall_over.Rests())


@pytest.fixture
def later(settings: Any) -> Callable[..., None]:
    """Moves the clock, and runs what is due by then: the queue's own rows carry real time."""

    def move(**time: float) -> None:
        settings.CLOCK_OFFSET += timedelta(**time)
        DBTaskResult.objects.filter(status="READY").update(run_after=F("enqueued_at"))
        work()

    return move


def work() -> None:
    while run_next():
        pass


def state() -> str:
    return Message.objects.get().state


def test_the_first_gateway_that_takes_a_message_has_it(use: Any) -> None:
    first, second = takes("first"), takes("second")
    use(first, second)
    send("sms", PHONE, CODE, lives=timedelta(minutes=10))
    work()
    [asked] = first.asked
    assert (asked.to, asked.text, second.asked) == (PHONE, CODE.text, [])
    assert timedelta(minutes=9) < asked.lives <= timedelta(minutes=10)
    row = Message.objects.get()
    assert (row.state, row.gateway, row.reference) == (State.SENT, "first", "77")
    assert row.cost == Decimal("3.15")


def test_words_stand_in_no_row_once_a_gateway_has_them(use: Any) -> None:
    use(takes())
    send("sms", PHONE, CODE)
    assert Letter.objects.get().text == CODE.text
    work()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "407112" not in str(cursor.fetchall()), table
    assert PHONE not in str(list(DBTaskResult.objects.values()))


def test_a_gateway_that_fails_hands_on_and_rests_for_longer_each_time(use: Any, later: Any) -> None:
    first, second = Gateway("first", Down("no answer")), takes("second")
    use(first, second)
    asked = []
    for seconds in (0, 9, 2, 19, 2):  # rests end after 10 and, from there, 20 seconds
        later(seconds=seconds)
        send("sms", PHONE, CODE)
        work()
        asked.append(len(first.asked))
    assert asked == [1, 1, 2, 2, 3]
    assert len(second.asked) == 5


def test_a_gateway_that_works_again_is_the_first_again(use: Any, later: Any) -> None:
    first, second = Gateway("first", Down(""), Accepted("1"), Down(""), Accepted("2")), takes()
    use(first, second)
    for _ in range(4):
        send("sms", PHONE, CODE)
        later(seconds=11)  # a rest of ten seconds each: the first failure is forgotten
    assert (len(first.asked), len(second.asked)) == (4, 2)


def test_a_declined_message_is_handed_on_and_nobody_rests(use: Any) -> None:
    first, second = Gateway("first", Declined("error 6")), takes("second")
    use(first, second)
    for _ in range(2):
        send("sms", PHONE, CODE)
        work()
    assert (len(first.asked), len(second.asked)) == (2, 2)


def test_a_wrong_number_is_wrong_for_all(use: Any) -> None:
    first, second = Gateway("first", WrongNumber("error 7")), takes("second")
    use(first, second)
    send("sms", PHONE, CODE)
    work()
    row = Message.objects.get()
    assert (row.state, row.to, row.cost) == (State.WRONG_NUMBER, "", Decimal())
    assert (second.asked, Letter.objects.count()) == ([], 0)


def test_a_mistake_of_a_gateway_is_no_end_of_the_message(
    use: Any, caplog: pytest.LogCaptureFixture
) -> None:
    use(Gateway("first", KeyError("secret of the account")), takes("second"))
    send("sms", PHONE, CODE)
    work()
    assert state() == State.SENT
    assert "KeyError" in caplog.text
    assert "secret of the account" not in caplog.text


def test_what_nobody_takes_is_tried_until_it_is_worth_nothing(use: Any, later: Any) -> None:
    only = Gateway("only", Down("no answer"))
    use(only)
    send("sms", PHONE, CODE, lives=timedelta(minutes=10))
    work()
    assert (state(), Message.objects.get().attempts) == (State.WAITING, 1)
    for _ in range(30):
        later(seconds=30)
    row = Message.objects.get()
    assert (row.state, row.to, row.cost) == (State.EXPIRED, "", Decimal())
    assert 3 <= len(only.asked) <= 8
    assert Letter.objects.count() == 0


def test_a_code_that_has_expired_is_not_sent_any_more(use: Any, settings: Any) -> None:
    gateway = takes()
    use(gateway)
    send("sms", PHONE, CODE, lives=timedelta(minutes=10))
    settings.CLOCK_OFFSET += timedelta(minutes=10)
    work()
    assert (state(), gateway.asked, Letter.objects.count()) == (State.EXPIRED, [], 0)


def test_pretending_costs_the_same_rows_and_sends_nothing(use: Any) -> None:
    gateway = takes()
    use(gateway)
    pretend("sms", PHONE, CODE)
    assert (Message.objects.count(), Letter.objects.count()) == (1, 1)
    work()
    row = Message.objects.get()
    assert (row.state, row.to, row.cost) == (State.PRETENDED, "", Decimal())
    assert (gateway.asked, Letter.objects.count()) == ([], 0)


def test_a_task_that_runs_twice_sends_once(use: Any) -> None:
    gateway = takes()
    use(gateway)
    key = send("sms", PHONE, CODE)
    work()
    deliver.call(str(key))
    assert len(gateway.asked) == 1


def test_messages_that_wait_are_handed_over_side_by_side(use: Any) -> None:
    gate = threading.Barrier(8, timeout=5)

    class Slow(Gateway):
        def send(self, sending: Sending) -> Accepted:
            gate.wait()  # passes only when eight have come
            return super().send(sending)

    slow = Slow("slow", Accepted("1"))
    use(slow)
    with transaction.atomic():
        for _ in range(8):
            send("sms", PHONE, CODE)
    work()
    assert len(slow.asked) == 8
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_the_code_of_a_call_is_told_to_who_has_asked(use: Any) -> None:
    use(Gateway("caller", Accepted("5", Decimal("0.4"), "407112")), channel="call")
    told: list[tuple[Any, str]] = []

    def hear(message: Any, code: str, **_: Any) -> None:
        told.append((message, code))

    called.connect(hear)
    try:
        key = send("call", PHONE, "")
        work()
    finally:
        called.disconnect(hear)
    assert told == [(key, "407112")]


def test_receipts_settle_a_message_and_its_number_is_gone(use: Any) -> None:
    gateway = takes(cost=None)
    use(gateway)
    send("sms", PHONE, CODE)
    work()
    assert Message.objects.get().cost == 5  # as the settings guess
    gateway.told = [Receipt("77", State.DELIVERED, Decimal("4.99"))]
    ask_for_receipts()
    row = Message.objects.get()
    assert gateway.pending == [Pending("77", PHONE)]
    assert (row.state, row.to, row.cost) == (State.DELIVERED, "", Decimal("4.99"))
    ask_for_receipts()
    assert len(gateway.pending) == 1


@pytest.mark.parametrize("trouble", [Down("no answer"), KeyError("id")])
def test_a_gateway_without_receipts_keeps_no_other_from_telling(
    use: Any, trouble: Exception
) -> None:
    deaf, good = takes("deaf"), takes("good")
    use(deaf, good)
    send("sms", PHONE, CODE)
    work()
    deaf.told = trouble
    Message.objects.create(
        channel="sms", state=State.SENT, to=PHONE, gateway="good", reference="1", cost=1,
        made_at=Message.objects.get().made_at, sent_at=Message.objects.get().made_at,
        deadline=Message.objects.get().deadline,
    )  # fmt: skip
    good.told = [Receipt("1", State.LOST)]
    ask_for_receipts()
    states = Message.objects.order_by("gateway").values_list("gateway", "state")
    assert list(states) == [("deaf", State.SENT), ("good", State.LOST)]


def test_numbers_go_after_a_day_and_rows_after_a_year_and_a_month(use: Any, settings: Any) -> None:
    use(takes())
    send("sms", PHONE, CODE)
    work()
    forget_numbers_and_old_messages()
    assert Message.objects.get().to == PHONE
    settings.CLOCK_OFFSET += timedelta(days=1, seconds=1)
    forget_numbers_and_old_messages()
    assert Message.objects.get().to == ""
    settings.CLOCK_OFFSET += timedelta(days=400)
    forget_numbers_and_old_messages()
    assert not Message.objects.exists()


def test_no_log_holds_a_number_or_a_code(use: Any, later: Any, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    use(Gateway("a", Down("HTTP 502")), Gateway("b", Declined("error 6"), WrongNumber("error 7")))
    send("sms", PHONE, CODE)
    later(minutes=20)
    assert "HTTP 502" in caplog.text
    assert PHONE[1:] not in caplog.text
    assert "407112" not in caplog.text
