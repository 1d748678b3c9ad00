"""Junk in every field and address of a registration: refusals, and never a 5xx."""

from typing import Any

import pytest

from tests.civic.newcomer import FORM, Newcomer
from tests.civic.test_fuzz import JUNK, sound


@pytest.mark.parametrize("name", FORM)
def test_fields(newcomer: Newcomer, name: str) -> None:
    for junk in JUNK:
        sound(newcomer.register(**{name: junk}), (name, junk))


def test_addresses(newcomer: Newcomer) -> None:
    newcomer.register()
    newcomer.type_code()
    for path in ("/register", "/register/code", "/register/password", "/registered"):
        for junk in JUNK:
            sound(newcomer.client.get(path, {"next": junk, "goal": junk}), (path, junk))


def test_codes_and_passwords(newcomer: Newcomer) -> None:
    newcomer.register()
    for junk in JUNK:
        sound(newcomer.type_code(junk or "x"), junk)
        sound(Newcomer().choose(junk, contact=junk), junk)


def test_a_session_of_another_time(newcomer: Newcomer, settings: Any) -> None:
    newcomer.register()
    newcomer.client.cookies[settings.SESSION_COOKIE_NAME] = "\x00"
    sound(newcomer.choose(), "cookie")
