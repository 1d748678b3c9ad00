"""Static files as they are served: hashed, compressed, kept for ever."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from pytest_django import Settings
from whitenoise.middleware import WhiteNoiseMiddleware

from parta.kit.ui.storage import Files

STYLE = "ink { } " * 100


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Path:
    for name in ("own/ui/ink.css", "dist/diary-AbCd12_x.js"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(STYLE)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "own", ("web", tmp_path / "dist")]
    settings.WHITENOISE_USE_FINDERS = False
    call_command("collectstatic", interactive=False, stdout=io.StringIO())
    return tmp_path / "static"


def test_our_own_files_get_a_hash_and_the_build_s_keep_theirs(collected: Path) -> None:
    names = {str(path.relative_to(collected)) for path in collected.rglob("*") if path.is_file()}
    hashed = Files().stored_name("ui/ink.css")
    assert hashed != "ui/ink.css"
    kinds = ("", ".br", ".gz")
    assert names == {"staticfiles.json"} | {
        f"{name}{kind}"
        for name in ("ui/ink.css", hashed, "web/diary-AbCd12_x.js")
        for kind in kinds
    }


def test_a_name_with_a_hash_is_kept_for_ever_and_sent_compressed(collected: Path) -> None:
    served = WhiteNoiseMiddleware(lambda _request: pytest.fail("not served"))
    for name in (Files().stored_name("ui/ink.css"), "web/diary-AbCd12_x.js"):
        request = RequestFactory().get(f"/static/{name}", headers={"Accept-Encoding": "br, gzip"})
        answer = served(request)
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert answer.headers["Content-Encoding"] == "br"
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_before_collecting_a_file_keeps_its_name(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    assert Files().stored_name("ui/css/tokens.css") == "ui/css/tokens.css"
