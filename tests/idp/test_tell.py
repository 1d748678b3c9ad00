"""What happens to an account is told, and nobody can flood a phone with it."""

from datetime import timedelta
from typing import Any

import pytest

from parta.idp.accounts.account import Account
from parta.idp.accounts.tell import tell
from parta.idp.factors.models import Passkey
from parta.kit.notify.models import Message
from tests.idp.authenticator import ORIGIN, Device
from tests.idp.proving import add_passkey, enter


@pytest.fixture
def told(settings: Any, tmp_path: Any) -> Any:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    return Message.objects.count


def test_a_contact_is_told_ten_times_and_then_seldom(
    anya: Account, boris: Account, told: Any, settings: Any
) -> None:
    for _ in range(15):
        tell(anya, "Something has changed.")
    assert told() == 10
    tell(boris, "Something has changed.")
    assert told() == 11  # another's phone has heard nothing yet
    settings.CLOCK_OFFSET += timedelta(minutes=61)
    for _ in range(2):
        tell(anya, "Something has changed.")
    assert told() == 12


def test_a_key_that_is_added_and_removed_for_hours_costs_ten_messages(
    anya: Account, told: Any, settings: Any
) -> None:
    settings.PUBLIC_URL = ORIGIN
    browser = enter()
    for _ in range(8):
        add_passkey(browser, Device())
        browser.send("/account/passkeys/remove", passkey=Passkey.objects.get().pk)
    assert told() == 10
