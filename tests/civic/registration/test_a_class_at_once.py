"""Sixty pupils behind one school address register within a minute, none is refused."""

import pytest
from django.test import Client

from tests.civic.newcomer import FORM, Newcomer, messages, path_of

PUPILS = 60
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_hashes")]


def test_sixty_pupils_of_one_address_get_their_codes_and_type_them() -> None:
    pupils = {
        f"+7199{30 + n // 10}000{n:02}": Newcomer(Client(REMOTE_ADDR="192.0.2.7"))
        for n in range(PUPILS)
    }
    for phone, pupil in pupils.items():
        assert path_of(pupil.register(**FORM | {"contact": phone})) == "/register/code"
    codes = {message.to: message.code for message in messages()}
    assert set(codes) == set(pupils)
    for phone, pupil in pupils.items():
        assert path_of(pupil.type_code(codes[phone] or "")) == "/register/password"
