"""Which passwords are too easy to guess, and what a browser is called."""

import pytest

from parta.idp.accounts.agents import words
from parta.idp.accounts.new_password import common
from parta.idp.accounts.strength import Weak, weakness

OWN = ("Ковалёва", "Анна", "2013-03-14", "14032013", "+71991111111", "anya@pochta.example")


@pytest.mark.proves("asvs:6.2.1", "asvs:6.2.4", "asvs:6.2.5", "asvs:6.2.11")
@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("лодка у причала", None),
        ("четыре-слова", None),
        ("Tr0ub4dor&3", None),
        ("Анна и кот у лодки", None),
        ("        ", Weak.COMMON),
        ("1234567", Weak.SHORT),
        ("аааааааа", Weak.COMMON),
        ("12345678", Weak.COMMON),
        ("PassWord", Weak.COMMON),
        (" password ", Weak.COMMON),
        ("йцукенгш", Weak.COMMON),
        ("йцукен123", Weak.COMMON),
        ("1йцукен1", Weak.COMMON),
        ("Йцукен2024", Weak.COMMON),
        ("123йцукен!", Weak.COMMON),
        ("пароль2026", Weak.COMMON),
        ("солнышко", Weak.COMMON),
        ("dragon1990", Weak.COMMON),
        ("qwerty!!11", Weak.COMMON),
        ("dragon19907", None),  # five digits are somebody's own
        ("1990-4-7-1", None),
        ("~^~^<>;:!?%$", None),
        ("кот и 2 пса", None),
        ("ковалева", Weak.OWN),
        ("Ковалёва-Анна", Weak.OWN),
        ("Анна14032013", Weak.OWN),
        ("Ковалева2013", Weak.OWN),
        ("71991111111", Weak.OWN),
        ("anya@pochta", Weak.OWN),
    ],
)
def test_a_password_is_not_what_others_try_first(password: str, weak: Weak | None) -> None:
    assert weakness(password, OWN, common()) is weak


@pytest.mark.proves("asvs:6.2.4", "asvs:6.2.12")
def test_the_list_of_common_passwords_comes_with_the_installation() -> None:
    assert len(common()) > 19_000
    assert {"123456", "qwerty123", "gfhjkm", "ghbdtn"} <= common()  # «пароль», «привет»


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        ("(Linux; Android 14) Chrome/140.0 Mobile Safari/537.36", "Android, Chrome"),
        ("(iPhone; CPU iPhone OS 18_0) Version/18 Safari/604", "iPhone, Safari"),
        ("(Windows NT 10.0) Chrome/140 YaBrowser/25.8 Safari/537", "Windows, Yandex Browser"),
        ("(Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Windows, Edge"),
        ("curl/8", ""),
        ("", ""),
        ("<script>" * 1000, ""),
    ],
)
def test_a_browser_is_called_in_two_words(user_agent: str, said: str) -> None:
    assert words(user_agent) == said
