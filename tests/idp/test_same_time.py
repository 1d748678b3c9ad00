"""Nobody learns by the clock who has an account: sign-in and recovery, known and unknown.

Registration, which civic alone has: tests/civic/registration/test_same_time.py.
"""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.urls import resolve

from parta.idp.accounts import hashing
from parta.idp.codes import message
from tests.idp.asking import Asking
from tests.idp.conftest import account
from tests.idp.same_time import MEASURED, PAIRS, differ, same

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_hashes")]
HASHES = 8  # pairs: a hash is long, and outweighs what is around it


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def known_phone(number: int) -> str:
    phone = f"+71994{number:06}"
    account(phone)
    return phone


def unknown_phone(number: int) -> str:
    account(f"+71995{number:06}")  # as many rows as for a known one
    return f"+71996{number:06}"


def asks(path: str, phone: Any, **typed: str) -> Any:
    """Questions to a page; browsers and accounts are made before the clock runs."""
    prepared = [
        Asking(f"10.{n // 250}.{n % 250}.1", secret=f"{n:032}").request(
            identifier=phone(n), **typed
        )
        for n in range((PAIRS + 1) * MEASURED)
    ]

    view = resolve(path).func

    def ask(_number: int) -> None:
        assert view(prepared.pop()).status_code in {200, 302}

    return ask


def recovery(phone: Any) -> Any:
    return asks("/recover", phone)


def signing_in(phone: Any) -> Any:
    return asks("/signin", phone, password="a wrong password")


@pytest.mark.proves("attack:enumeration-by-time")
def test_a_recovery_takes_the_same_time_for_known_and_unknown() -> None:
    assert same(recovery(known_phone), recovery(unknown_phone))


@pytest.mark.proves("attack:enumeration-by-time")
def test_a_sign_in_takes_the_same_time_for_known_and_unknown() -> None:
    assert same(signing_in(known_phone), signing_in(unknown_phone), HASHES)


@pytest.mark.proves("attack:enumeration-by-time")
def test_the_measure_sees_a_message_that_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    send = message.send_code

    def only_real(to: Any, by: Any, code: str, *, real: bool = True) -> Any:
        return send(to, by, code, real=real) if real else uuid4()

    monkeypatch.setattr(message, "send_code", only_real)
    assert differ(recovery(known_phone), recovery(unknown_phone))


@pytest.mark.proves("attack:enumeration-by-time")
def test_the_measure_sees_a_hash_that_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    matches = hashing.matches

    def only_known(password: str, encoded: str | None) -> bool:
        return matches(password, encoded) if encoded else False

    monkeypatch.setattr(hashing, "matches", only_known)
    assert differ(signing_in(known_phone), signing_in(unknown_phone), HASHES)
