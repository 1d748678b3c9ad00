"""What is typed wrong on the way is told on its page, and guessing is slowed down."""

from dataclasses import replace

import pytest

from parta.learnid.learners import lookup
from parta.learnid.learners.lookup import LOOKUPS
from tests.idp.party import PASSWORD
from tests.learnid.asking import PHONE, learner
from tests.learnid.test_profiles import ANYA
from tests.learnid.walk import Walker, messages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Впишите номер телефона"),
        ("199 111", "Проверьте цифры номера"),
        ("a@b.example", "Проверьте цифры номера"),
        ("<b>+71991111111</b>", "Проверьте цифры номера"),
        ("\x00", ""),
    ],
)
def test_what_is_no_number_is_told_on_the_page(typed: str, said: str) -> None:
    walker = Walker().press(phone=typed, pressed="1")
    assert walker.at == "/signin"
    assert said in walker.text
    assert messages(PHONE) == []


def test_a_wrong_password_is_slowed_down_and_leads_to_no_code() -> None:
    learner(ANYA)
    walker = Walker().press(phone=PHONE)
    for _ in range(5):
        walker.press(password="wrong")
        assert walker.at == "/signin/password"
    assert walker.page.status_code == 200
    assert "Пароль не подошёл" in walker.text
    walker.press(password=PASSWORD)
    assert walker.page.status_code == 429
    assert int(walker.page["Retry-After"]) <= 5
    assert f'value="{PASSWORD}"' in walker.page.content.decode()
    assert messages(PHONE) == []


def test_numbers_are_looked_up_at_a_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "LOOKUPS", replace(LOOKUPS, free=3))
    walker = Walker()
    for number in (1, 1, 2, 3):  # the same number is told once
        walker.open("/signin").press(phone=f"+7199222000{number}")
        assert walker.at == "/signin/code"
    walker.open("/signin").press(phone="+71992220004")
    assert (walker.at, walker.page.status_code) == ("/signin", 429)
    assert 'data-reason="too-many-tries"' in walker.page.content.decode()
    assert messages("+71992220004") == []
