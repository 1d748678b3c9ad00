from pathlib import Path

import pytest

from parta.run import up
from parta.run.engine import Source
from parta.run.process import Program
from parta.run.trouble import Trouble
from parta.run.up import media_programs

CIVIC, SCHOOL = ("civic", "demo_load"), ("school", "demo_load")


@pytest.mark.parametrize(
    ("demo", "empty", "loaded"),
    [
        ("on", {"school", "civic", "learnid"}, [CIVIC, SCHOOL]),
        ("on", {"school", "learnid"}, [SCHOOL]),
        ("on", {"learnid"}, []),
        ("off", {"school", "civic", "learnid"}, []),
    ],
)
def test_the_demo_goes_into_empty_sites_and_the_identity_site_comes_first(
    monkeypatch: pytest.MonkeyPatch, demo: str, empty: set[str], loaded: list[tuple[str, str]]
) -> None:
    commands: list[tuple[str, ...]] = []
    monkeypatch.setenv("PARTA_DEMO", demo)
    monkeypatch.setattr(up, "prepare_all", lambda: empty)
    monkeypatch.setattr(up, "manage", lambda *command: commands.append(command))
    up.prepare()
    assert commands == loaded


def test_a_site_open_to_strangers_is_refused_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PARTA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PARTA_CIVIC_LISTEN", "0.0.0.0:8001")
    with pytest.raises(Trouble, match="set PARTA_CIVIC_LISTEN to a loopback address"):
        up.up()
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (Source.FOREIGN, []),
        (Source.PATH, ["media"]),
        (Source.CACHE, ["media"]),
        (Source.BUILD, ["media-build", "media"]),
    ],
)
def test_the_media_server_is_started_when_it_is_ours_and_there(
    source: Source, names: list[str]
) -> None:
    server = Program("media", ("livekit-server",))
    started = media_programs(source, server)
    assert [p.name for first in started for p in (first, *first.then)] == names
