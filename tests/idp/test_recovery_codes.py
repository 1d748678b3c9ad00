"""How many guesses a code would take, and how one is kept."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password

from parta.idp.accounts.account import Account
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.factors import recovery
from parta.idp.factors.models import RecoveryCode
from parta.idp.factors.rules import ALPHABET, CODE_LETTERS, HINT_LETTERS, read_code
from tests.idp.asking import Asking, last_code


@pytest.mark.proves("asvs:6.5.2")
def test_a_recovery_code_is_kept_as_a_slow_hash_with_a_salt_of_its_own(anya: Account) -> None:
    shown = [read_code(code) for code in recovery.make(Asking().request(), anya)]
    rows = list(RecoveryCode.objects.all())
    kept = {row.hint: row.encoded for row in rows}
    assert len(rows) == len(shown) == 10
    for code in shown:
        assert code
        assert kept[code[:HINT_LETTERS]].startswith("argon2$argon2id$")
        assert check_password(code, kept[code[:HINT_LETTERS]])
    salts = {encoded.split("$")[5] for encoded in kept.values()}
    assert len(salts) == 10
    assert min(map(len, salts)) >= 16


@pytest.mark.proves("asvs:6.5.4")
def test_a_recovery_code_takes_more_guesses_than_anybody_has() -> None:
    assert len(set(ALPHABET)) ** (CODE_LETTERS - HINT_LETTERS) > 2**48


@pytest.mark.proves("asvs:6.5.4", "asvs:6.5.3")
def test_a_code_is_any_six_digits(tmp_path: Path, settings: Any, db: None) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    codes = []
    for n in range(60):
        Asking(f"10.0.{n}.1", secret=f"{n:032}").issue(Identifier(Kind.PHONE, f"+7199{n:07}"))
        codes.append(last_code())
    assert all(len(code) == 6 and code.isascii() and code.isdecimal() for code in codes)
    assert len(set(codes)) > 55
    assert all(len({code[place] for code in codes}) > 6 for place in range(6))
