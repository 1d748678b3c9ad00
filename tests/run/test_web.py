"""The web build is made beside the one in use, and takes its place while pages are served."""

import json
from pathlib import Path
from typing import Any

import pytest

from parta.run import web
from parta.run.trouble import Trouble


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(web, "DIST", tmp_path / "dist")
    monkeypatch.setattr(web, "STAMP", tmp_path / "dist/.sources")
    monkeypatch.setattr(web, "FRESH", tmp_path / "fresh")
    monkeypatch.setattr(web, "packages", lambda: None)
    return tmp_path / "dist"


def vite(files: dict[str, str]) -> Any:
    """A build that leaves a script for each name, and says so in its manifest."""

    def npm(*arguments: str) -> str:
        out = Path(arguments[arguments.index("--outDir") + 1])
        (out / ".vite").mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            (out / file).write_text(text)
        (out / web.MANIFEST).write_text(json.dumps({file: {"file": file} for file in files}))
        return ""

    return npm


def whole(dist: Path) -> bool:
    manifest = json.loads((dist / web.MANIFEST).read_text())
    return all((dist / chunk["file"]).exists() for chunk in manifest.values())


def test_a_rebuild_leaves_no_moment_without_its_files(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"diary-1.js": "old", "view-1.js": "the same"}
    monkeypatch.setattr(web, "npm", vite(old))
    web.build()
    steps: list[bool] = []
    for name in ("replace", "unlink"):
        plain = getattr(Path, name)

        def watched(path: Path, *given: Any, plain: Any = plain, **named: Any) -> Any:
            done = plain(path, *given, **named)
            steps.append(whole(dist))
            return done

        monkeypatch.setattr(Path, name, watched)
    monkeypatch.setattr(web, "npm", vite({"diary-2.js": "new", "view-1.js": "the same"}))
    monkeypatch.setattr(web, "up_to_date", lambda: False)
    web.build()
    assert len(steps) >= 4
    assert all(steps)
    assert {path.name for path in dist.glob("*.js")} == {"diary-2.js", "view-1.js"}


def test_a_build_that_fails_leaves_the_one_in_use(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "npm", vite({"diary-1.js": "old"}))
    web.build()

    def broken(*_: str) -> str:
        raise Trouble("no such file")

    monkeypatch.setattr(web, "npm", broken)
    monkeypatch.setattr(web, "up_to_date", lambda: False)
    with pytest.raises(Trouble):
        web.build()
    assert whole(dist)


def test_a_build_of_these_sources_is_not_made_again(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "npm", vite({"diary-1.js": "old"}))
    web.build()
    monkeypatch.setattr(web, "npm", lambda *_: pytest.fail("built again"))
    web.build()
