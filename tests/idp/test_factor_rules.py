"""When a second proof is due, and what a proof is worth: the rules as tables."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from parta.idp.factors.rules import (
    ALPHABET,
    CODE_LETTERS,
    Due,
    Standing,
    counter_fits,
    due,
    fitting_step,
    may_remove,
    read_code,
    spelt,
    step_of,
    strong,
)

NOON = datetime(2026, 11, 24, 12, 0, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOTHING, SECOND = Due.NOTHING, Due.SECOND
PWD, SMS, KEY = ("pwd",), ("pwd", "otp", "sms"), ("hwk", "mfa")


@pytest.mark.parametrize(
    ("amr", "standing", "expected"),
    [
        (PWD, Standing(), NOTHING),
        (PWD, Standing(passkeys=1), NOTHING),
        (PWD, Standing(totp=True), SECOND),
        (PWD, Standing(totp=True, passkeys=1), SECOND),
        (("otp", "sms"), Standing(totp=True), SECOND),
        (SMS, Standing(totp=True), SECOND),
        (KEY, Standing(totp=True), NOTHING),
        (("swk", "mfa"), Standing(totp=True, required=True), NOTHING),
        (("pwd", "otp", "mfa"), Standing(totp=True), NOTHING),
        (PWD, Standing(required=True), NOTHING),  # comes in, and is led to set one up
        (PWD, Standing(required=True, passkeys=1), SECOND),
        (PWD, Standing(required=True, totp=True), SECOND),
    ],
)
def test_a_second_proof_is_due(amr: tuple[str, ...], standing: Standing, expected: Due) -> None:
    assert due(amr, standing) is expected


@pytest.mark.parametrize(
    ("amr", "expected"),
    [((), False), (PWD, False), (SMS, False), (("otp", "sms"), False), (KEY, True),
     (("pwd", "otp", "mfa"), True), (("pwd", "mfa"), True)],
)  # fmt: skip
def test_a_session_with_two_proofs_is_strong(amr: tuple[str, ...], expected: bool) -> None:
    assert strong(amr) is expected


@pytest.mark.parametrize(
    ("standing", "totp", "expected"),
    [
        (Standing(totp=True), True, True),
        (Standing(passkeys=1), False, True),
        (Standing(totp=True, required=True), True, False),
        (Standing(passkeys=1, required=True), False, False),
        (Standing(totp=True, passkeys=1, required=True), True, True),
        (Standing(totp=True, passkeys=1, required=True), False, True),
        (Standing(passkeys=2, required=True), False, True),
    ],
)
def test_the_last_demanded_factor_stays(standing: Standing, totp: bool, expected: bool) -> None:
    assert may_remove(standing, totp=totp) is expected


@pytest.mark.parametrize(
    ("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_the_clocks_may_be_a_step_apart(steps: int, fits: bool) -> None:
    digits = pyotp.TOTP(SECRET).at(NOON, counter_offset=steps)
    assert fitting_step(SECRET, digits, NOON) == (step_of(NOON) + steps if fits else None)


@pytest.mark.proves("asvs:6.5.5")
def test_a_step_is_thirty_seconds_of_the_epoch() -> None:
    assert step_of(NOON + timedelta(seconds=19)) == step_of(NOON)
    assert step_of(NOON + timedelta(seconds=20)) == step_of(NOON) + 1


@pytest.mark.parametrize(
    ("kept", "told", "fits"),
    [(0, 0, True), (0, 1, True), (1, 2, True), (1, 1, False), (2, 1, False), (1, 0, False)],
)
def test_a_counter_moves_on_or_is_none(kept: int, told: int, fits: bool) -> None:
    assert counter_fits(kept, told) is fits


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("abcd-efgh-jkmn", "abcdefghjkmn"),
        (" ABCD EFGH\tJKMN ", "abcdefghjkmn"),
        ("abcdefghjkmn", "abcdefghjkmn"),
        ("abcd-efgh-jkm", None),
        ("abcd-efgh-jkmnp", None),
        ("abcd-efgh-jkm0", None),
        ("абвг-efgh-jkmn", None),
        ("", None),
    ],
)
def test_a_recovery_code_is_read_as_people_type_it(typed: str, read: str | None) -> None:
    assert read_code(typed) == read


def test_a_recovery_code_is_shown_as_it_is_read() -> None:
    code = ALPHABET[:CODE_LETTERS]
    assert read_code(spelt(code)) == code
