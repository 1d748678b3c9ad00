import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from parta.kit.demo.people import DemoPerson, today
from parta.run import demo as listing
from parta.run.demo import demo
from parta.run.table import rows
from parta.run.welcome import text

FIELDS = ["role", "name", "login", "password", "school", "state", "about"]


@pytest.fixture(autouse=True)
def addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("PARTA_", "LIVEKIT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PARTA_HOME", str(tmp_path))
    monkeypatch.setenv("PARTA_SCHOOL_URL", "http://school.localhost:9000")
    monkeypatch.setenv("PARTA_DEMO", "on")


def test_columns_are_aligned_and_the_last_is_ragged() -> None:
    assert rows([("a", "bb", "c"), ("aaa", "b", "")]) == "  a    bb  c\n  aaa  b"


def test_the_table_says_where_everything_is_and_who_can_sign_in() -> None:
    said = text([], being_built=False)
    for part in (
        "http://school.localhost:9000 ",
        "http://127.0.0.1:8001",
        "http://127.0.0.1:8002",
        "http://127.0.0.1:8004",
        "ws://127.0.0.1:7880",
        "http://school.localhost:9000/phone/",
        "+71991000001",
        "parta-anya-7",
        "Ctrl-C stops everything.",
    ):
        assert part in said
    assert "does not answer" not in said


def test_the_people_fit_a_terminal_and_the_listing_tells_more(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert max(map(len, listing.people_table().splitlines())) <= 80
    assert listing.cast()[0].about not in text([], being_built=False)
    demo(as_json=False)
    assert f"parta-anya-7\n    {listing.cast()[0].about}\n" in capsys.readouterr().out


def test_a_media_server_still_being_built_is_said() -> None:
    assert "is being built" in text([], being_built=True)


def test_a_silent_site_is_named_with_its_log(tmp_path: Path) -> None:
    assert f"civic does not answer yet: see {tmp_path}/log/civic.log" in text(
        ["civic"], being_built=False
    )


def test_without_the_demo_nobody_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTA_DEMO", "off")
    said = text([], being_built=False)
    assert "phone" not in said
    assert "password" not in said


def test_programs_get_the_demo_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    demo(as_json=True)
    listing = json.loads(capsys.readouterr().out)
    assert listing["sites"] == {
        "school": "http://school.localhost:9000",
        "civic": "http://127.0.0.1:8001",
        "learnid": "http://127.0.0.1:8002",
        "bank": "http://127.0.0.1:8004",
        "media": "ws://127.0.0.1:7880",
    }
    assert all(list(person) == FIELDS for person in listing["people"])
    roles = {"pupil", "parent", "teacher", "class_teacher", "administrator", "clerk"}
    assert {person["role"] for person in listing["people"]} == roles


def test_the_cast_is_as_old_as_the_sites_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[date] = []

    def nobody(day: date) -> list[DemoPerson]:
        seen.append(day)
        return []

    monkeypatch.setattr(listing, "people", nobody)
    monkeypatch.setenv("PARTA_CLOCK_OFFSET", "86400")
    listing.cast()
    assert seen == [today(datetime.now(UTC) + timedelta(days=1))]
