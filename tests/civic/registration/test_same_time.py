"""Nobody learns by the clock whether a contact has an account: a registration costs the same."""

import re
from typing import Any

import pytest
from django.urls import resolve

from tests.civic.newcomer import FORM
from tests.idp.asking import Asking
from tests.idp.conftest import account
from tests.idp.same_time import MEASURED, PAIRS, same

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_hashes")]


def registering(taken: bool) -> Any:
    prepared = []
    for n in range((PAIRS + 1) * MEASURED):
        phone = f"+7199{5 + taken}{n:06}"
        account(phone if taken else f"+71993{n:06}")  # as many rows for both
        browser = Asking(f"10.{n // 250}.{n % 250}.1", secret=f"{n:032}")
        prepared.append(browser.request(**FORM | {"contact": phone}))
    view = resolve("/register").func

    def ask(_number: int) -> None:
        answer = view(prepared.pop())
        assert answer.status_code == 302, re.sub("<[^>]*>", "", answer.content.decode())

    return ask


@pytest.mark.proves("attack:enumeration-by-time")
def test_a_taken_contact_takes_the_same_time_as_a_new_one() -> None:
    assert same(registering(taken=True), registering(taken=False))
