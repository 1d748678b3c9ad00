import json
from pathlib import Path

import pytest
from django.utils import translation
from markupsafe import Markup
from pytest_django import Settings

from parta.kit.ui.assets import NotBuilt, css, entry

MANIFEST = {
    "pages/diary.ts": {
        "file": "diary-AAAAAAAA.js",
        "name": "diary",
        "isEntry": True,
        "imports": ["_live.js", "_words.js"],
        "css": ["diary-AAAAAAAA.css"],
    },
    "_live.js": {"file": "live-BBBBBBBB.js", "name": "live", "imports": ["_words.js"]},
    "_words.js": {
        "file": "words-CCCCCCCC.js",
        "name": "words",
        "dynamicImports": ["words/en.json", "words/ru.json"],
    },
    "words/ru.json": {"file": "ru-DDDDDDDD.js", "name": "ru", "isDynamicEntry": True},
    "words/en.json": {"file": "en-EEEEEEEE.js", "name": "en", "isDynamicEntry": True},
    "pages/phone.ts": {"file": "phone-FFFFFFFF.js", "name": "phone", "isEntry": True},
}


@pytest.fixture
def built(tmp_path: Path, settings: Settings) -> Path:
    manifest = tmp_path / ".vite" / "manifest.json"
    manifest.parent.mkdir()
    manifest.write_text(json.dumps(MANIFEST))
    settings.WEB_DIST = tmp_path
    return manifest


def test_an_entry_brings_its_style_its_modules_and_the_words_of_the_page(built: Path) -> None:
    with translation.override("ru"):
        assert entry("diary") == Markup(
            '<link rel="stylesheet" href="/static/web/diary-AAAAAAAA.css">'
            '<link rel="modulepreload" href="/static/web/live-BBBBBBBB.js">'
            '<link rel="modulepreload" href="/static/web/words-CCCCCCCC.js">'
            '<link rel="modulepreload" href="/static/web/ru-DDDDDDDD.js">'
            '<script type="module" src="/static/web/diary-AAAAAAAA.js"></script>'
        )


def test_an_entry_alone_is_one_tag(built: Path) -> None:
    tag = '<script type="module" src="/static/web/phone-FFFFFFFF.js"></script>'
    assert entry("phone") == Markup(tag)


def test_a_shared_chunk_is_no_entry(built: Path) -> None:
    with pytest.raises(NotBuilt, match="no entry named 'live'"):
        entry("live")


def test_a_new_build_is_seen_at_once(built: Path) -> None:
    entry("phone")
    again = MANIFEST | {
        "pages/phone.ts": {"file": "phone-GGGGGGGG.js", "name": "phone", "isEntry": True}
    }
    built.with_name("next.json").write_text(json.dumps(again))
    built.with_name("next.json").replace(built)
    assert "phone-GGGGGGGG" in entry("phone")


def test_without_a_build_the_error_says_what_to_run(tmp_path: Path, settings: Settings) -> None:
    settings.WEB_DIST = tmp_path / "none"
    with pytest.raises(NotBuilt, match="npm run build"):
        entry("diary")


def test_stylesheets_come_in_the_order_asked_for() -> None:
    assert css("tokens", "ground").splitlines() == [
        '<link rel="stylesheet" href="/static/ui/css/tokens.css">',
        '<link rel="stylesheet" href="/static/ui/css/ground.css">',
    ]
