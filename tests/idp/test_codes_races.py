"""Codes under many presses at once: on real transactions and several connections."""

from pathlib import Path
from typing import Any

import pytest

from parta.idp.codes import Proof, Refusal, Why, challenge
from tests.connections import together
from tests.idp.asking import Asking, last_code, other, sent
from tests.idp.test_races import database_of_many

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["database_of_many"]


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.mark.proves("asvs:6.6.3", "attack:code-guessing")
def test_of_48_wrong_codes_at_once_exactly_three_are_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = Asking()
    browser.issue()
    code = last_code()
    checked: list[str] = []
    fits = challenge._fits

    def counted(row: Any, digits: str) -> bool:
        checked.append(digits)
        return fits(row, digits)

    monkeypatch.setattr(challenge, "_fits", counted)
    guesses = [f"{n:06}" for n in range(100, 149) if f"{n:06}" != code][:48]
    answers = together(48, lambda n: browser.check(guesses[n]))
    assert len(checked) == 3
    assert {answer.why for answer in answers} <= {Why.WRONG, Why.SPENT}
    assert browser.check(code) == Refusal(Why.SPENT)


@pytest.mark.proves("asvs:6.5.1")
def test_of_eight_right_codes_at_once_one_proves() -> None:
    browser = Asking()
    browser.issue()
    code = last_code()
    answers = together(8, lambda _: browser.check(code))
    assert len([answer for answer in answers if isinstance(answer, Proof)]) == 1


def test_eight_presses_at_once_send_one_code() -> None:
    answers = together(8, lambda _: Asking().issue())  # no session has come back yet
    assert len({answer.id for answer in answers}) == 1
    assert len(sent()) == 1


@pytest.mark.proves("attack:sms-pumping")
def test_eight_strangers_at_once_send_one_code_to_a_number() -> None:
    answers = together(8, lambda n: Asking(secret=f"{n:032}").issue())
    assert len([answer for answer in answers if not isinstance(answer, Refusal)]) == 1
    assert len(sent()) == 1


def test_eight_presses_on_send_once_more_send_one_code(settings: Any) -> None:
    browser = Asking()
    browser.issue()
    old = last_code()
    settings.CLOCK_OFFSET += settings.CLOCK_OFFSET.resolution * 121_000_000
    answers = together(8, lambda _: browser.resend())
    assert len(sent()) == 2
    assert {getattr(answer, "why", "sent") for answer in answers} <= {"sent", Why.TOO_SOON}
    assert isinstance(browser.check(last_code()), Proof)
    assert browser.check(other(old)).why is Why.NONE
