import os
import subprocess
import sys
from pathlib import Path

import pytest

from parta.run.places import ROOT


def test_a_setting_that_cannot_be_used_is_one_sentence() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "parta.manage", "school", "check"],
        cwd=ROOT,
        env={**os.environ, "PARTA_DEMO": "on", "PARTA_SCHOOL_URL": "https://school.example"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("The demo has public passwords, so it runs on this machine")
    assert answer.stderr.count("\n") == 1


def parta(*typed: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "parta.cli", *typed],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "120", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("typed", [["school", "add"], ["client", "add", "civic"]])
def test_help_speaks_of_the_command_alone(typed: list[str]) -> None:
    said = parta(*typed, "--help").stdout
    assert said.startswith(f"usage: parta {' '.join(typed)} [-h] --name NAME")
    assert not any(word in said for word in ("--settings", "--traceback", "--verbosity"))


def test_a_refusal_is_one_sentence() -> None:
    school = ("--name", "Лицей", "--tz", "Europe/Moscow", "--admin-contact", "+79990000000")
    answer = parta("school", "add", *school, PARTA_DEMO="on")
    assert answer.returncode == 1
    assert answer.stderr.startswith("The demo is on")


def test_a_site_that_has_never_been_started_says_so(tmp_path: Path) -> None:
    answer = parta("audit", "civic", PARTA_HOME=str(tmp_path), PARTA_CIVIC_DATABASE_URL="")
    assert answer.returncode == 1
    assert answer.stderr.startswith("This site has never been started here")
    assert answer.stderr.count("\n") == 1


def test_a_reader_that_has_seen_enough_ends_the_listing_quietly() -> None:
    listing = subprocess.Popen(
        [sys.executable, "-m", "parta.cli", "demo", "--json"],
        cwd=ROOT,
        env={**os.environ, "PARTA_DEMO": "on"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert listing.stdout
    assert listing.stderr
    listing.stdout.close()
    assert listing.stderr.read() == b""
    listing.wait()
