"""A form whose press came too late for a fresh sign-in is there again, as it was typed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from parta.civic.citizens.models import Citizen
from tests.civic.family.parents import CHILD, guarded, of, parent

PASSWORD = "four words of a song"
ABOUT = {
    "family_name": "Мельникова",
    "given_name": "Мария",
    "middle_name": "Павловна",
    "birthdate": "5 мая 1985",
    "gender": "female",
}
FORMS = [
    ("/account/name", ABOUT),
    ("/account/email", {"contact": "не почта"}),
    ("/family/add", {name: said for name, said in CHILD.items() if name != "consent"}),
    ("/family/{child}/name", ABOUT | {"birthdate": "02.06.2016"}),
]


@pytest.fixture
def mama(db: None, tmp_path: Path, settings: Any) -> Citizen:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    return parent()


@pytest.mark.parametrize(("path", "typed"), FORMS)
def test_nothing_typed_is_lost(
    mama: Citizen, settings: Any, path: str, typed: dict[str, str]
) -> None:
    browser, path = of(mama), path.format(child=guarded(mama).child_id)
    assert browser.get(path).status_code == 200
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    back = f"http://testserver{path}"
    asked = browser.post(path, typed, headers={"Referer": back})["Location"]
    assert asked.startswith("/signin?again=1")
    again = browser.post(asked, {"identifier": mama.phone, "password": PASSWORD})
    assert again["Location"] == path
    shown = page_of(browser, path)
    for value in typed.values():
        assert f'value="{value}"' in shown, value


def page_of(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()
