"""Rules that hold for every template of every site."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from parta.kit.settings import PACKAGE
from parta.kit.ui.icons import ICONS, MARKS

TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
STATIC = PACKAGE / "kit/ui/static"
each = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))


@each
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script|javascript:", text) == []
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text) == []


@each
def test_it_compiles(path: Path, pages: Environment) -> None:
    pages.compile(path.read_text(encoding="utf-8"), filename=str(path))


@each
def test_its_stylesheets_files_and_icons_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    names = {name for call in re.findall(r"\bcss\(([^)]*)\)", text) for name in quoted(call)}
    assert {n for n in names if not (STATIC / f"ui/css/{n}.css").exists()} == set()
    files = re.findall(r'\bstatic\("([^"]+)"\)', text)
    assert {f for f in files if not (STATIC / f).exists()} == set()
    assert set(re.findall(r'\bicon\("([^"]+)"', text)) - set(ICONS) == set()
    assert set(re.findall(r'stop_icon = "([^"]+)"', text)) - set(ICONS) == set()


def quoted(text: str) -> list[str]:
    return re.findall(r'"([^"]+)"', text)


@each
def test_a_sent_form_carries_its_key(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forms = re.findall(r'<form[^>]*method="post".*?</form>', text, re.DOTALL)
    assert [form for form in forms if "csrf_input" not in form] == []


@pytest.mark.parametrize("path", sorted(STATIC.glob("**/*")), ids=lambda path: path.name)
def test_a_static_file_calls_nobody(path: Path) -> None:
    if path.is_file():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert re.findall(r"url\(|@import|https?://", text) == []


def test_each_site_has_its_mark_and_its_small_picture() -> None:
    assert {path.stem for path in (STATIC / "ui/favicon").glob("*.svg")} == set(MARKS)
