from pathlib import Path

import pytest

from parta.kit.demo.standing import Standing
from parta.kit.env import Misconfigured
from parta.run import up
from parta.run.engine import Source
from parta.run.process import Program
from parta.run.trouble import Trouble
from parta.run.up import media_programs

CIVIC, LEARNID, SCHOOL = ((site, "demo_load") for site in ("civic", "learnid", "school"))
EMPTY, INHABITED, RESTING, REAL = Standing


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What the sites were told to do."""
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(up, "manage", lambda *command: told.append(command))
    return told


def found(
    monkeypatch: pytest.MonkeyPatch,
    civic: Standing,
    school: Standing,
    learnid: Standing = Standing.INHABITED,
) -> None:
    standing = {"civic": civic, "learnid": learnid, "school": school}
    monkeypatch.setattr(up, "prepare_all", lambda: standing)


@pytest.mark.parametrize(
    ("demo", "civic", "learnid", "school", "loaded"),
    [
        (True, EMPTY, EMPTY, EMPTY, [CIVIC, LEARNID, SCHOOL]),
        (True, INHABITED, INHABITED, EMPTY, [SCHOOL]),
        (True, INHABITED, EMPTY, INHABITED, [LEARNID]),
        (True, INHABITED, INHABITED, INHABITED, []),
        (True, RESTING, RESTING, INHABITED, [CIVIC, LEARNID]),
        (False, EMPTY, EMPTY, EMPTY, []),
        (False, RESTING, RESTING, REAL, []),
    ],
)
def test_the_demo_goes_where_nobody_is_and_the_identity_sites_come_first(
    monkeypatch: pytest.MonkeyPatch,
    commands: list[tuple[str, ...]],
    demo: bool,
    civic: Standing,
    learnid: Standing,
    school: Standing,
    loaded: list[tuple[str, str]],
) -> None:
    found(monkeypatch, civic, school, learnid)
    up.prepare(demo)
    assert commands == loaded


@pytest.mark.parametrize(
    ("civic", "school", "named"),
    [(EMPTY, REAL, "school"), (REAL, EMPTY, "civic"), (REAL, REAL, "civic and school")],
)
def test_the_demo_does_not_start_where_data_are_real(
    monkeypatch: pytest.MonkeyPatch,
    commands: list[tuple[str, ...]],
    civic: Standing,
    school: Standing,
    named: str,
) -> None:
    found(monkeypatch, civic, school)
    with pytest.raises(Trouble, match=f"The data of {named} are real, .*PARTA_DEMO=off"):
        up.prepare(True)
    assert commands == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [("PARTA_CIVIC_LISTEN", "0.0.0.0:8001"), ("PARTA_SCHOOL_URL", "https://school.example")],
)
def test_a_demo_open_to_strangers_is_refused_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setting: str, value: str
) -> None:
    monkeypatch.setenv("PARTA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PARTA_DEMO", "on")
    monkeypatch.setenv(setting, value)
    with pytest.raises(Misconfigured, match=f"PARTA_DEMO=off, or {setting} to a loopback address"):
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
