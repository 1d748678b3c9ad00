"""A password is its owner's: taken as typed, for as long as they like; nothing else is asked."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from parta.idp.accounts.account import Account
from tests.idp.asking import last_code
from tests.idp.party import PASSWORD, Browser

ANYA = "+7 199 111-11-11"
SCRIPT = Path(__file__).parents[2] / "web/pages/password.ts"
FIELD = re.compile(r'<input[^>]*name="password"[^>]*>')
TYPED = re.compile(r'<(?:input|textarea|select)[^>]*name="([^"]+)"')


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def enter(password: str = PASSWORD) -> bool:
    return bool(Browser().sign_in(ANYA, password).status_code == 302)


def is_another(password: str) -> bool:
    """Whether the page takes it for the new one."""
    browser = Browser()
    browser.sign_in(ANYA)
    answer = browser.send("/account/password", present=PASSWORD, password=password)
    return bool(answer.status_code == 302)


@pytest.mark.proves("asvs:6.2.8", "asvs:6.2.9")
@pytest.mark.parametrize(
    ("password", "others"),
    [
        ("  Лодка у причала 7  ", ["Лодка у причала 7", "  лодка у причала 7  "]),
        ("Straße am Fluß 7", ["STRASSE AM FLUSS 7", "straße am fluß 7"]),
        ("кот и пёс в лодке " * 4, ["кот и пёс в лодке " * 3]),
        ("кот и пёс " * 90, [("кот и пёс " * 90)[:72], ("кот и пёс " * 90)[:-1]]),
    ],
)
def test_a_password_is_taken_as_it_is_typed_and_whole(
    password: str, others: list[str], anya: Account
) -> None:
    assert is_another(password)
    assert enter(password)
    assert not any(enter(other) for other in others)


@pytest.mark.proves("asvs:6.2.5")
@pytest.mark.parametrize(
    "password", ["лодкаупричала", "ЛОДКАУПРИЧАЛА", "83920471650318", "~^~^<>;:!?%$"]
)
def test_any_composition_will_do(password: str, anya: Account) -> None:
    assert is_another(password)


@pytest.mark.proves("asvs:6.2.1")
@pytest.mark.parametrize(("password", "taken"), [("кот-7пс", False), ("кот-7псы", True)])
def test_eight_characters_are_enough_and_seven_are_not(
    password: str, taken: bool, anya: Account
) -> None:
    assert is_another(password) is taken


@pytest.mark.proves("asvs:6.1.2", "asvs:6.2.11")
@pytest.mark.parametrize("named", ["Parta2026", "парта-парта", "Citizen 2026", "Гражданин7"])
def test_what_the_site_is_called_is_no_password(named: str, anya: Account) -> None:
    assert not is_another(named)


@pytest.mark.proves("asvs:6.2.10")
def test_no_password_grows_old_by_itself(anya: Account, settings: Any) -> None:
    assert Browser().sign_in(ANYA)["Location"] == "/"
    settings.CLOCK_OFFSET = timedelta(days=5 * 365)
    assert Browser().sign_in(ANYA)["Location"] == "/"


@pytest.mark.proves("asvs:6.2.6", "asvs:6.2.7")
def test_fields_hide_what_is_typed_can_show_it_and_let_managers_fill_it_in(anya: Account) -> None:
    browser = Browser()
    pages = [(browser.get("/signin"), "current-password")]
    browser.sign_in(ANYA)
    pages.append((browser.get("/account/password"), "new-password"))
    for page, kind in pages:
        shown = page.content.decode()
        (found,) = FIELD.findall(shown)
        assert 'type="password"' in found
        assert f'autocomplete="{kind}"' in found
        assert not re.search(r"\bon\w+=|readonly|disabled", found)
        assert 'id="show-password"' in shown
    assert "paste" not in SCRIPT.read_text(encoding="utf-8")


@pytest.mark.proves("asvs:6.4.2")
def test_a_lost_password_asks_for_nothing_that_others_could_know(anya: Account) -> None:
    browser, asked = Browser(), set[str]()
    for path, typed in (
        ("/recover", {"identifier": ANYA}),
        ("/recover/code", {}),
        ("/recover/password", {"password": "лодка у причала 7"}),
    ):
        asked |= set(TYPED.findall(browser.get(path).content.decode()))
        last = browser.send(path, **typed or {"code": last_code()})
    assert last["Location"] == "/"
    assert asked - {"csrfmiddlewaretoken"} == {"identifier", "code", "contact", "password"}
