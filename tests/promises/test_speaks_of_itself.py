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
