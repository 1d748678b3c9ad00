"""The budgets of the house: small files, small functions, names that are rooms."""

import ast
import gzip
import json
import re
from collections.abc import Iterator

import pytest

from tests.promises.tree import ROOT, lines, ours

CODE = (".py", ".ts", ".tsx", ".css", ".go", ".sh")
DRAWERS = re.compile(
    r"(^|[/_-])(utils?|helpers?|common|misc|services?|selectors|serializers|managers?)([._/-])"
)
ENTRY_KB = {
    "diary": 6,
    "lesson-door": 3,
    "lesson-room": 260,
    "code": 3,
    "passkey": 3,
    "password": 1,
    "phone-field": 1,
    "draft": 1,
    "phone": 1,
    "copy": 1,
    "removed": 1,
    "share": 1,
}
"""gzip of an entry with everything it needs to first use."""


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in ours(".py"):
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}:{node.lineno} {node.name}", node


def test_a_file_has_at_most_400_lines() -> None:
    long = {str(p): len(lines(p)) for p in ours(*CODE) if len(lines(p)) > 400}
    assert long == {}


def test_a_function_has_at_most_40_lines() -> None:
    long = {name: f.end_lineno - f.lineno + 1 for name, f in functions() if f.end_lineno}
    assert {name: size for name, size in long.items() if size > 40} == {}


def test_a_template_has_at_most_120_lines() -> None:
    long = {str(p): len(lines(p)) for p in ours(".html") if len(lines(p)) > 120}
    assert long == {}


@pytest.mark.parametrize("site", ["school", "civic", "learnid", "bank"])
def test_the_settings_of_a_site_have_at_most_80_lines(site: str) -> None:
    assert len(lines(ROOT / f"parta/{site}/settings.py")) <= 80


def test_no_file_or_folder_is_a_drawer() -> None:
    assert [str(p) for p in ours(*CODE, ".html") if DRAWERS.search(str(p))] == []


@pytest.mark.parametrize(
    ("path", "drawer"),
    [
        ("parta/kit/utils.py", True),
        ("parta/kit/text_utils.py", True),
        ("parta/school/helpers/text.py", True),
        ("web/pages/common-parts.ts", True),
        ("parta/school/lessons/services.test.ts", True),
        ("parta/kit/commonwealth.py", False),
    ],
)
def test_a_drawer_is_known_by_any_part_of_its_name(path: str, drawer: bool) -> None:
    assert bool(DRAWERS.search(path)) is drawer


def test_every_entry_of_the_web_workspace_has_a_budget() -> None:
    chunks = _manifest().values()
    assert {chunk["name"] for chunk in chunks if chunk.get("isEntry")} == ENTRY_KB.keys()


@pytest.mark.parametrize(("entry", "budget"), ENTRY_KB.items())
def test_an_entry_of_the_web_workspace_stays_light(entry: str, budget: int) -> None:
    assert _weight(_manifest(), entry) <= budget * 1024


def _manifest() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(
        (ROOT / "web/dist/.vite/manifest.json").read_text()
    )
    return found


def _weight(manifest: dict[str, dict[str, object]], entry: str) -> int:
    """gzip bytes of the chunk named `entry` and everything it imports at once."""
    wanted = [key for key, chunk in manifest.items() if chunk.get("name") == entry]
    assert wanted, f"no entry {entry} in the manifest"
    seen: set[str] = set()
    while wanted:
        key = wanted.pop()
        if key not in seen:
            seen.add(key)
            wanted += manifest[key].get("imports", [])  # type: ignore[arg-type]
    files = [ROOT / "web/dist" / str(manifest[key]["file"]) for key in seen]
    return sum(len(gzip.compress(file.read_bytes())) for file in files)
