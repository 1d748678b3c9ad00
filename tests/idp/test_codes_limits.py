"""How many codes are sent, to whom, and who can stop whom."""

import logging
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parta.idp.accounts.account import Account
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes import Proof, Refusal, Why, limits
from parta.idp.codes.rules import By
from parta.kit.jobs.queue import run_next
from parta.kit.notify import fall_over
from parta.kit.notify.gateway import Accepted
from parta.kit.notify.models import Message
from parta.kit.notify.settings import NotifySettings
from tests.idp.asking import EMAIL, PHONE, Asking, last_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    monkeypatch.setattr(fall_over, "resting", fall_over.Rests())


def later(settings: Any, **time: float) -> None:
    settings.CLOCK_OFFSET += timedelta(**time)


def phone(number: int) -> Identifier:
    return Identifier(Kind.PHONE, f"+7199{number:07}")


def said(answer: Any) -> Why | str:
    return answer.why if isinstance(answer, Refusal) else "sent"


def stranger(n: int, address: str = "192.0.2.1") -> Asking:
    return Asking(address, secret=f"{n:032}")


class Counting:
    """A gateway that takes everything for 3 roubles, and calls with a code of its own."""

    name, remote, reports = "counting", True, False

    def __init__(self) -> None:
        self.to: list[str] = []

    def send(self, sending: Any) -> Accepted:
        self.to.append(sending.to)
        return Accepted("1", Decimal(3), "407112" if sending.channel == "call" else "")

    def receipts(self, pending: Any) -> Any:
        return ()


def use(settings: Any, cap: str | None = None, **gateways: Any) -> None:
    carried = {"sms": (), "email": (), "call": ()} | {k: (v,) for k, v in gateways.items()}
    settings.NOTIFY = NotifySettings(carried, Decimal(cap) if cap else None, Decimal(5))


def work() -> None:
    while run_next():
        pass


def test_codes_to_a_number_from_one_network_keep_further_and_further_apart(settings: Any) -> None:
    answers = []
    for n, wait in enumerate([119, 2, 239, 2, 479, 2, 959, 2, 1799, 2]):
        answers.append(said(stranger(n).issue()))
        later(settings, seconds=wait)
    assert answers == ["sent", Why.TOO_SOON] + ["sent", Why.TOO_SOON] * 4


def test_a_number_gets_ten_a_day_from_one_network(settings: Any) -> None:
    answers = []
    for n in range(12):
        answers.append(said(stranger(n).issue()))
        later(settings, minutes=31)
    assert answers == ["sent"] * 10 + [Why.TOO_MANY] * 2
    later(settings, days=1)
    assert said(stranger(99).issue()) == "sent"


def test_who_asks_for_a_strangers_codes_stops_them_nowhere_else(settings: Any) -> None:
    for n in range(12):
        stranger(n, "198.51.100.7").issue()
        later(settings, minutes=31)
    assert said(stranger(50, "198.51.100.9").issue()) == Why.TOO_MANY
    own = stranger(60, "192.0.2.1")
    assert said(own.issue()) == "sent"
    assert isinstance(own.check(last_code()), Proof)


def test_a_number_gets_thirty_a_day_from_all_networks(settings: Any) -> None:
    answers = [said(stranger(n, f"10.0.{n}.1").issue()) for n in range(32)]
    assert answers == ["sent"] * 30 + [Why.TOO_MANY] * 2


def test_a_browser_that_knows_the_person_is_stopped_by_no_stranger(
    anya: Account, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(settings, cap="90", sms=Counting())
    settings.CODES = replace(settings.CODES, a_day=20, per_prefix=9)
    for n in range(32):
        stranger(n, f"10.0.{n}.1").issue()
    for n in range(200, 262):
        stranger(n).issue(phone(n * 10_000))
    assert said(stranger(99).issue()) != "sent"
    monkeypatch.setattr(limits, "_known", lambda *_: "the usual browser")
    assert said(stranger(100).issue()) == "sent"


@pytest.mark.proves("attack:sms-pumping")
def test_a_class_behind_one_address_gets_its_codes_and_a_machine_is_stopped(settings: Any) -> None:
    answers = [said(stranger(n).issue(phone(n * 10_000))) for n in range(61)]
    assert answers == ["sent"] * 60 + [Why.CROWD]
    assert said(Asking("198.51.100.7").issue(phone(990_000))) == "sent"
    later(settings, seconds=61)
    assert said(stranger(99).issue(phone(600_000))) == "sent"


@pytest.mark.proves("attack:sms-pumping")
def test_a_range_of_numbers_has_a_limit_of_its_own(settings: Any) -> None:
    settings.CODES = replace(settings.CODES, per_prefix=2)
    answers = [said(stranger(n).issue(phone(n))) for n in range(3)]
    assert answers == ["sent", "sent", Why.TOO_MANY]
    assert said(stranger(8).issue(phone(10_000))) == "sent"
    assert said(stranger(9).issue(EMAIL)) == "sent"


def test_a_refused_code_is_not_charged_elsewhere(settings: Any) -> None:
    settings.CODES = replace(settings.CODES, per_prefix=2)
    Asking().issue(phone(1))
    for n in range(5):
        stranger(n).issue(phone(1))
    assert said(stranger(9).issue(phone(2))) == "sent"


def test_the_site_sends_so_many_a_day_and_letters_do_not_count(settings: Any) -> None:
    settings.CODES = replace(settings.CODES, a_day=5)
    answers = [stranger(n).issue(phone(n * 10_000)) for n in range(5)]
    assert [said(answer) for answer in answers] == ["sent"] * 4 + [Why.NO_MORE_TODAY]
    assert answers[-1].retry_after > timedelta(hours=23)
    assert said(stranger(9).issue(EMAIL)) == "sent"


@pytest.mark.proves("attack:sms-pumping")
def test_no_code_goes_out_beyond_the_money_of_a_day(settings: Any, caplog: Any) -> None:
    gateway = Counting()
    use(settings, cap="20", sms=gateway, email=Counting())
    answers = [said(stranger(n).issue(phone(n * 10_000))) for n in range(6)]
    assert answers == ["sent"] * 4 + [Why.NO_MORE_TODAY] * 2  # 5 roubles each till they are told
    work()
    assert [said(stranger(n).issue(phone(n * 10_000))) for n in (7, 8)] == [
        "sent",
        Why.NO_MORE_TODAY,
    ]
    work()
    assert len(gateway.to) == 5
    assert said(stranger(9).issue(EMAIL)) == "sent"
    warned = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert "PARTA_SMS_MONEY_A_DAY" in warned[0].getMessage()
    later(settings, days=1)
    assert said(stranger(10).issue(phone(10))) == "sent"


@pytest.mark.proves("attack:sms-pumping")
def test_pumping_from_many_addresses_ends_at_every_limit(settings: Any) -> None:
    """SMS pumping: a machine asks for codes to whole ranges of numbers that share the profit."""
    gateway = Counting()
    use(settings, cap="3000", sms=gateway)
    settings.CODES = replace(settings.CODES, per_prefix=10, a_day=100)
    for n in range(220):
        stranger(n, f"10.0.{n}.1").issue(phone(n % 15 * 10_000 + n))
    work()
    by_prefix = {number[:-4]: 0 for number in gateway.to}
    for number in gateway.to:
        by_prefix[number[:-4]] += 1
    assert len(gateway.to) == 80  # four fifths of the day's codes
    assert max(by_prefix.values()) <= 10
    abroad = Identifier(Kind.PHONE, "+8835100012345")
    assert said(stranger(999).issue(abroad)) is Why.NO_COUNTRY


@pytest.mark.proves("attack:sms-pumping")
def test_a_burst_of_one_address_pays_for_no_more_than_a_school(settings: Any) -> None:
    gateway = Counting()
    use(settings, sms=gateway)
    for n in range(90):
        stranger(n).issue(phone(n * 10_000))
    work()
    assert len(gateway.to) == 60


def test_a_first_code_comes_by_call_and_the_next_by_sms(settings: Any) -> None:
    use(settings, sms=Counting(), call=Counting())
    browser = Asking()
    shown = browser.issue()
    assert (shown.by, shown.masked) == (By.CALL, "+7 *** ** *11")
    assert browser.check("407112").why is Why.WRONG  # nobody knows it before the call is made
    work()
    later(settings, seconds=121)
    assert browser.resend().by is By.SMS
    assert list(Message.objects.order_by("made_at").values_list("channel", flat=True)) == [
        "call",
        "sms",
    ]


def test_the_last_digits_of_the_number_that_calls_are_the_code(settings: Any) -> None:
    use(settings, call=Counting())
    browser = Asking()
    browser.issue()
    work()
    assert isinstance(browser.check("407112"), Proof)


def test_a_call_that_comes_late_opens_nothing_new(settings: Any) -> None:
    use(settings, sms=Counting(), call=Counting())
    browser = Asking()
    browser.issue()
    later(settings, seconds=121)
    browser.resend()
    work()  # now the first call is made: its code belongs to a message that is not the last
    assert browser.check("407112").why is Why.WRONG


@pytest.mark.parametrize("how", [{"silent": True}, {"instead": "Somebody else has it."}])
def test_a_call_that_nobody_gets_looks_the_same_and_opens_nothing(how: Any, settings: Any) -> None:
    gateway, texts = Counting(), Counting()
    use(settings, sms=texts, call=gateway)
    browser = Asking()
    assert browser.issue(PHONE, **how).by is By.CALL
    work()
    assert gateway.to == []
    assert browser.check("407112").why is Why.WRONG


def test_the_page_of_a_call_says_what_to_type_and_that_nobody_needs_to_answer(
    settings: Any,
) -> None:
    use(settings, sms=Counting(), call=Counting())
    browser = Asking()
    browser.issue()
    page = browser.page().content.decode().replace("\xa0", " ")
    assert "последние 6 цифр номера" in page
    assert "Звонок поступит в течение" in page
    assert "SMS" not in page.split("<main")[1].split("</main")[0].replace("<b>SMS</b>", "")


def test_a_day_without_codes_says_what_else_there_is(settings: Any) -> None:
    use(settings, cap="0", sms=Counting())
    settings.CODES = replace(settings.CODES, a_day=0)
    answer = Asking().issue()
    assert answer.why is Why.NO_MORE_TODAY
