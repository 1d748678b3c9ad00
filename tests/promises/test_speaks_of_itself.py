"""The repository names no machine, no registry host, and no page calls a third party."""

import re

import pytest

from tests.promises.tree import ROOT, ours

EVERYTHING = ("",)
HOSTS = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|npmjs\.org|proxy\.golang|sum\.golang"
    r"|deb\.debian|crates\.io|playwright\.azureedge"
)
PATHS = re.compile(r"/work/|/root/|/home/[a-z]+/")
OUTSIDE = re.compile(r"(?:src|href|url|action)\s*[=(]\s*[\"']?(?:https?:)?//(?!\{)", re.I)
OUTSIDE_OF_SCRIPT = re.compile(r"[\"'`](?:(?:https?|wss?):)?//(?!127\.0\.0\.1|\w+\.test)[\w.-]+")


def offenders(pattern: re.Pattern[str], *suffixes: str, skip: str = "tests/promises") -> list[str]:
    found = []
    for path in ours(*suffixes):
        if str(path).startswith(skip):
            continue
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path}: {match.group()}" for match in pattern.finditer(text)]
    return found


@pytest.mark.parametrize("pattern", [HOSTS, PATHS], ids=["registry hosts", "machine paths"])
def test_no_tracked_file_names(pattern: re.Pattern[str]) -> None:
    assert offenders(pattern, *EVERYTHING) == []


def test_no_lock_file_names_a_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "web/package-lock.json"):
        assert HOSTS.findall((ROOT / name).read_text()) == [], name
        assert "resolved" not in (ROOT / name).read_text(), name


def test_no_page_or_style_calls_a_third_party() -> None:
    assert offenders(OUTSIDE, ".html", ".css", ".tsx") == []


def test_no_script_calls_a_third_party() -> None:
    assert offenders(OUTSIDE_OF_SCRIPT, ".ts", ".tsx", ".js", ".mjs") == []


@pytest.mark.parametrize(
    ("script", "outside"),
    [
        ('fetch("https://cdn.example.org/a.js")', True),
        ("new WebSocket('wss://sfu.example.org')", True),
        ("import x from `//cdn.example.org/x.js`", True),
        ('fetch("/lessons/1/pass")', False),
        ('url: "ws://127.0.0.1:7880"', False),
        ("// a comment", False),
    ],
)
def test_an_address_of_a_third_party_is_seen_in_a_script(script: str, outside: bool) -> None:
    assert bool(OUTSIDE_OF_SCRIPT.search(script)) is outside
