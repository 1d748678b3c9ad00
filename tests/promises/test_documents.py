"""What stands in the documents is so: settings, decisions, links."""

import re

from tests.promises.tree import ROOT, ours

SETTING = re.compile(r"\"((?:PARTA|LIVEKIT)_[A-Z_]+)\"")
SITES = ("SCHOOL", "CIVIC", "LEARNID", "BANK")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")


def settings_in_code() -> set[str]:
    names: set[str] = set()
    for path in ours(".py"):
        if path.parts[0] == "parta":
            names |= set(SETTING.findall((ROOT / path).read_text(encoding="utf-8")))
    return names | {f"PARTA_{site}_DATABASE_URL" for site in SITES}


def settings_in_docs() -> set[str]:
    text = (ROOT / "docs/run/settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `((?:PARTA|LIVEKIT)_[A-Z_]+)`", text, re.M))


def test_every_setting_has_its_line_in_the_docs_and_none_is_invented() -> None:
    assert settings_in_code() == settings_in_docs()


def test_no_link_between_documents_is_dead() -> None:
    dead = [
        f"{path} → {target}"
        for path in ours(".md")
        for target in LINK.findall((ROOT / path).read_text(encoding="utf-8"))
        if not (ROOT / path.parent / target).exists()
    ]
    assert dead == []


def test_decisions_are_numbered_once() -> None:
    numbers = [p.name[:4] for p in ours(".md") if p.parts[:2] == ("docs", "decisions")]
    assert len(numbers) == len(set(numbers))
