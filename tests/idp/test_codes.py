"""Sending codes and taking them: who may type what, how often, and what is told."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes import Proof, Purpose, Refusal, Why
from parta.idp.codes.jobs import forget_old_codes
from parta.idp.codes.models import Challenge, Sent
from tests.idp.asking import EMAIL, PHONE, Asking, last_code, other, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def later(settings: Any, **time: float) -> None:
    settings.CLOCK_OFFSET += timedelta(**time)


def phone(number: int) -> Identifier:
    return Identifier(Kind.PHONE, f"+7199{number:07}")


def why(answer: Any) -> Why:
    assert isinstance(answer, Refusal), answer
    return answer.why


@pytest.mark.proves("asvs:6.4.1", "asvs:6.5.1")
@pytest.mark.parametrize("to", [PHONE, EMAIL])
def test_the_right_code_proves_the_contact_once(to: Identifier) -> None:
    browser = Asking()
    browser.issue(to)
    code = last_code()
    proof = browser.check(code)
    assert isinstance(proof, Proof)
    assert (proof.to, proof.purpose) == (to, Purpose.SIGN_IN)
    assert why(browser.check(code)) is Why.NONE
    assert browser.current() is None


def test_what_a_page_shows(settings: Any) -> None:
    browser = Asking()
    shown = browser.issue()
    assert (shown.to, shown.masked, shown.tries_left) == (PHONE, "+7 *** ** *11", 3)
    assert shown.expires_at - shown.resend_at == timedelta(minutes=8)
    later(settings, seconds=60)
    browser.check(other(last_code()))
    assert browser.current() == replace(shown, tries_left=2)


@pytest.mark.proves("asvs:6.6.3", "attack:code-guessing")
def test_three_wrong_codes_end_it_and_the_right_one_comes_too_late() -> None:
    browser = Asking()
    browser.issue()
    code = last_code()
    answers = [browser.check(other(code)) for _ in range(3)]
    assert [(a.why, a.tries_left) for a in answers] == [
        (Why.WRONG, 2),
        (Why.WRONG, 1),
        (Why.SPENT, 0),
    ]
    assert why(browser.check(code)) is Why.SPENT


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "\x00", "٤٠٧١١٢", "1" * 5000])
def test_what_can_be_no_code_costs_no_try(typed: str) -> None:
    browser = Asking()
    browser.issue()
    answer = browser.check(typed)
    assert (answer.why, answer.tries_left) == (Why.UNREADABLE, 3)
    assert isinstance(browser.check(last_code()), Proof)


@pytest.mark.proves("asvs:6.4.1", "asvs:6.5.5")
def test_a_code_lives_ten_minutes(settings: Any) -> None:
    browser = Asking()
    browser.issue()
    code = last_code()
    later(settings, minutes=9, seconds=58)
    assert why(browser.check(other(code))) is Why.WRONG
    later(settings, seconds=3)
    assert why(browser.check(code)) is Why.EXPIRED
    assert browser.current() is not None


@pytest.mark.proves("asvs:6.6.2")
def test_the_code_of_another_browser_is_nothing() -> None:
    own, stranger = Asking(), Asking(secret="t" * 32)
    own.issue(PHONE)
    code = last_code()
    stranger.issue(EMAIL)
    assert why(stranger.check(code)) is Why.WRONG
    assert own.current().tries_left == 3
    assert isinstance(own.check(code), Proof)


@pytest.mark.proves("asvs:6.6.2")
def test_the_code_of_another_purpose_is_nothing() -> None:
    browser = Asking()
    browser.issue(PHONE, Purpose.REGISTER)
    assert why(browser.check(last_code(), Purpose.RECOVER)) is Why.NONE
    assert browser.current(Purpose.REGISTER).tries_left == 3


def test_nobody_else_can_spend_the_tries(settings: Any) -> None:
    own, stranger = Asking(), Asking(secret="t" * 32)
    own.issue()
    code = last_code()
    later(settings, seconds=121)
    stranger.issue()
    for _ in range(3):
        stranger.check(other(last_code()))
    assert isinstance(own.check(code), Proof)


def test_a_reload_and_a_second_press_send_nothing() -> None:
    browser = Asking()
    first = browser.issue()
    assert browser.issue() == browser.current() == first
    unsaved = Asking()  # the first press's session has not come back to the browser yet
    assert unsaved.issue() == first
    assert len(sent()) == 1


def test_going_back_to_the_first_number_keeps_its_code() -> None:
    browser = Asking()
    first = browser.issue(phone(1))
    browser.issue(phone(2))
    assert browser.current().to == phone(2)
    assert browser.issue(phone(1)) == first
    assert len(sent()) == 2


def test_a_code_can_be_sent_once_more_after_two_minutes(settings: Any) -> None:
    browser = Asking()
    first = browser.issue()
    old = last_code()
    answer = browser.resend()
    assert (answer.why, answer.retry_after <= timedelta(seconds=120)) == (Why.TOO_SOON, True)
    browser.check(other(old))
    later(settings, seconds=121)
    again = browser.resend()
    assert (again.id, again.tries_left) == (first.id, 3)
    assert again.expires_at > first.expires_at
    assert len(sent()) == 2
    new = last_code()
    if old != new:
        assert why(browser.check(old)) is Why.WRONG
    assert isinstance(browser.check(new), Proof)


def test_an_expired_or_spent_code_can_be_sent_once_more(settings: Any) -> None:
    browser = Asking()
    browser.issue()
    later(settings, minutes=11)
    browser.resend()
    for _ in range(3):
        browser.check(other(last_code()))
    later(settings, seconds=241)  # the second wait is twice the first
    browser.resend()
    assert isinstance(browser.check(last_code()), Proof)


def test_without_a_code_nothing_is_sent_or_checked() -> None:
    assert why(Asking().resend()) is Why.NONE
    assert why(Asking().check("123456")) is Why.NONE


def test_codes_go_to_the_home_country_alone() -> None:
    abroad = Identifier(Kind.PHONE, "+375291111111")
    assert why(Asking().issue(abroad)) is Why.NO_COUNTRY
    assert sent() == []


@pytest.mark.parametrize("how", [{"instead": "Somebody else has it."}, {"silent": True}])
def test_a_contact_that_may_not_have_a_code_looks_like_any_other(how: Any, settings: Any) -> None:
    browser = Asking()
    shown = browser.issue(**how)
    assert (shown.masked, shown.tries_left) == ("+7 *** ** *11", 3)
    assert [message.text for message in sent()] == list(filter(None, [how.get("instead")]))
    assert [browser.check(f"{n:06}").why for n in range(3)] == [Why.WRONG, Why.WRONG, Why.SPENT]
    later(settings, seconds=121)
    assert browser.resend().id == shown.id
    assert [message.text for message in sent()] == list(filter(None, [how.get("instead")])) * 2
    assert all(message.code is None for message in sent())


@pytest.mark.parametrize("how", [{"instead": "Somebody else has it."}, {"silent": True}])
def test_what_may_have_no_code_is_no_answer_once_it_may_nor_the_other_way_round(
    how: Any, settings: Any
) -> None:
    browser = Asking()
    nothing = browser.issue(**how)
    later(settings, seconds=121)
    real = browser.issue()
    assert real.id != nothing.id
    code = last_code()
    later(settings, seconds=121)
    browser.issue(**how)
    assert why(browser.check(code)) is Why.WRONG


def test_the_rows_hold_no_code() -> None:
    Asking().issue()
    code = last_code()
    row = Challenge.objects.values().get()
    assert code not in str(row)
    assert not Sent.objects.filter(key__contains=PHONE.value).exists()


def test_the_message_fits_one_part_and_ends_with_the_line_that_phones_read(settings: Any) -> None:
    Asking().issue()
    [message] = sent()
    words, last = message.text.splitlines()
    assert last == f"@127.0.0.1 #{message.code}"
    assert message.code
    assert message.code in words
    assert len(message.text) <= 70


def test_a_long_name_of_the_site_leaves_the_message_before_it_grows(settings: Any) -> None:
    settings.PUBLIC_URL = "https://id.shkola-12.example"
    settings.DOOR_NAMES = dict.fromkeys(settings.DOOR_NAMES, "Учебный профиль Самары")
    Asking().issue()
    [message] = sent()
    assert len(message.text) <= 70
    assert "Самары" not in message.text


def test_old_rows_are_thrown_away(settings: Any) -> None:
    Asking().issue()
    later(settings, hours=25)
    forget_old_codes()
    assert (Challenge.objects.count(), Sent.objects.count()) == (0, 0)
