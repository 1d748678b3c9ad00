"""Sixty pupils behind one school address come to the first online lesson, none is refused."""

import pytest

from tests.idp.asking import sent
from tests.learnid.walk import Walker

PUPILS = 60
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("parta.learnid.urls"),
    pytest.mark.usefixtures("real_hashes"),
]


def test_sixty_pupils_of_one_address_get_their_codes_and_are_in() -> None:
    pupils = {
        f"+7199{30 + n // 10}000{n:02}": Walker(REMOTE_ADDR="192.0.2.7") for n in range(PUPILS)
    }
    for phone, pupil in pupils.items():
        assert pupil.press(phone=phone).at == "/signin/code"
    codes = {message.to: message.code for message in sent()}
    assert set(codes) == set(pupils)
    for phone, pupil in pupils.items():
        pupil.press(code=codes[phone] or "")
        assert pupil.page.status_code == 200
        assert pupil.at != "/signin/code"
