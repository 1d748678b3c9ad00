"""Nobody gets a session but through the one door that asks for what an account demands."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOOR = "parta/idp/factors/arrive.py"
DOORS = {
    "parta/civic/registration/password.py": "registration",
    "parta/idp/cabinet/recover.py": "a lost password",
    "parta/idp/factors/by_passkey.py": "a passkey",
    "parta/idp/factors/own_code.py": "a code to the own contact",
    "parta/idp/factors/signin.py": "a password",
    "parta/learnid/signin/code.py": "a code by SMS",
}
"""The ways in that docs/rules/factors.md writes down."""


def calls() -> Iterator[tuple[str, str]]:
    """File and called name, in all that the two sites are made of."""
    for package in ("idp", "civic", "learnid"):
        for path in (ROOT / "parta" / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield str(path.relative_to(ROOT)), ast.unparse(node.func)


@pytest.mark.proves("asvs:6.3.4", "asvs:7.6.2")
def test_sessions_begin_at_one_place() -> None:
    assert {path for path, name in calls() if name == "session.begin"} == {DOOR}
    assert {path for path, name in calls() if name in {"login", "auth.login"}} == {
        "parta/idp/accounts/session.py"
    }


@pytest.mark.proves("asvs:6.1.3", "asvs:6.3.4")
def test_every_way_to_it_is_written_down() -> None:
    names = {"go_on", "factors.go_on"}
    assert {path for path, name in calls() if name in names} == set(DOORS)
    rule = (ROOT / "docs/rules/factors.md").read_text(encoding="utf-8")
    section = rule.partition("## Every way in")[2].partition("\n## ")[0]
    assert section.count("\n| ") == len(DOORS) + 1  # with its head


@pytest.mark.proves("asvs:6.5.3")
def test_nothing_secret_comes_from_a_guessable_source() -> None:
    importing = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "parta").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and "random" in {each.name for each in node.names})
        or (isinstance(node, ast.ImportFrom) and node.module == "random")
    }
    assert {path for path in importing if not path.startswith("parta/school/demo/")} == set()
