from pathlib import Path

import pytest

from parta.kit.env import Misconfigured
from parta.run import check
from parta.run.home import open_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("PARTA_HOME", str(home))
    return home


def test_where_nothing_was_started_that_is_all_that_is_said(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.check() == 1
    home.mkdir()
    assert check.check() == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{home} does not exist: `parta up` makes it, PARTA_HOME names another.",
        f"{home} holds no data yet: `parta up` makes them, PARTA_HOME names another.",
    ]


def test_a_setting_that_cannot_be_used_is_all_that_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_home(home).close()
    monkeypatch.setenv("PARTA_DEMO", "maybe")
    with pytest.raises(Misconfigured, match="PARTA_DEMO must be on or off"):
        check.check()


def test_a_good_folder_is_not_mentioned(home: Path) -> None:
    open_home(home).close()
    assert [*check.folder(), *check.modes()] == []


def test_data_and_keys_that_others_can_read_are_named_with_the_cure(home: Path) -> None:
    open_home(home).close()
    (home / "school.sqlite3").touch(0o644)
    home.chmod(0o755)
    for name, mode in {"good": 0o600, "bad": 0o644}.items():
        (home / "keys" / name).touch()
        (home / "keys" / name).chmod(mode)
    (home / "keys").chmod(0o755)
    assert list(check.modes()) == [
        f"{path} is open to others: chmod {wanted} {path}"
        for path, wanted in (
            (home, 700),
            (home / "school.sqlite3", 600),
            (home / "keys/bad", 600),
            (home / "keys", 700),
        )
    ]


def test_processes_are_asked_only_where_parta_runs(
    home: Path, monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    for setting in ("PARTA_SCHOOL", "PARTA_CIVIC", "PARTA_LEARNID", "PARTA_BANK", "PARTA_HUB"):
        monkeypatch.setenv(f"{setting}_LISTEN", f"127.0.0.1:{unused_port}")
    monkeypatch.setenv("PARTA_MEDIA_PORT", str(unused_port))
    assert list(check.processes()) == [
        "Parta does not run here: start it with `make run` or `bin/parta up`."
    ]
    with open_home(home):
        said = list(check.processes())
    assert [line.split(" does not answer on ")[0] for line in said] == [
        "school",
        "civic",
        "learnid",
        "bank",
        "hub",
        "The media server",
    ]


def test_a_database_behind_its_migrations_is_said_for_each_site(home: Path) -> None:
    open_home(home).close()
    said = list(check.databases())
    assert [line.split("'")[0] for line in said] == ["school", "civic", "learnid", "bank"]
    assert all("behind its migrations" in line for line in said)


def test_the_secrets_of_banks_that_others_can_read_are_named(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_home(home).close()
    banks = tmp_path / "banks.toml"
    banks.touch(0o644)
    monkeypatch.setenv("PARTA_BANKS", str(banks))
    assert list(check.modes()) == [f"{banks} is open to others: chmod 600 {banks}"]
    banks.chmod(0o600)
    assert list(check.modes()) == []
