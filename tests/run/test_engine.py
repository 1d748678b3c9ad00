from pathlib import Path

import pytest
from django.urls import reverse

from parta.run import engine
from parta.run.addresses import Address
from parta.run.engine import Source, choose
from parta.run.places import ENGINES

ORDER = [
    # LIVEKIT_URL set, version on the PATH, built before → where it comes from
    (True, "1.13.5", True, Source.FOREIGN),
    (True, None, False, Source.FOREIGN),
    (False, "1.13.5", True, Source.PATH),
    (False, "1.13.9", False, Source.PATH),
    (False, "1.12.9", True, Source.CACHE),
    (False, "1.130.0", True, Source.CACHE),
    (False, "2.13.5", False, Source.BUILD),
    (False, None, True, Source.CACHE),
    (False, None, False, Source.BUILD),
]


@pytest.mark.parametrize(("foreign", "on_path", "cached", "source"), ORDER)
def test_the_media_server_is_looked_for_in_order(
    foreign: bool, on_path: str | None, cached: bool, source: Source
) -> None:
    assert choose("1.13.5", foreign=foreign, on_path=on_path, cached=cached) is source


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on the PATH and an empty cache."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("LIVEKIT_URL", raising=False)
    (tmp_path / "bin").mkdir()
    return tmp_path


def version() -> str:
    return engine.pinned_version((ENGINES / "go.mod").read_text())


def put_on_path(machine: Path, answer: str) -> Path:
    program = machine / "bin" / "livekit-server"
    program.write_text(f"#!/bin/sh\necho livekit-server version {answer}\n")
    program.chmod(0o755)
    return program


def test_a_server_on_the_path_is_asked_for_its_version(machine: Path) -> None:
    program = put_on_path(machine, version())
    assert engine.find() == (Source.PATH, program)


def test_another_version_on_the_path_is_passed_by(machine: Path) -> None:
    put_on_path(machine, "0.9.1")
    place = machine / "cache/parta" / f"livekit-server-{version()}"
    assert engine.find() == (Source.BUILD, place)


def test_a_build_in_the_cache_is_used_again(machine: Path) -> None:
    place = machine / "cache/parta" / f"livekit-server-{version()}"
    place.parent.mkdir(parents=True)
    place.touch()
    assert engine.find() == (Source.CACHE, place)


def configured(**node: str) -> list[str]:
    return engine.configuration(
        (Address("A", "127.0.0.1", 1), Address("B", "127.0.0.1", 2), Address("C", "127.0.0.1", 3)),
        webhook="http://127.0.0.1:8000/hook",
        key="parta",
        key_secret="s" * 43,
        **node,
    ).splitlines()


HERE_ONLY = {"  enable_loopback_candidate: true", '  ips: {includes: ["127.0.0.0/8"]}'}


def test_the_configuration_keeps_media_on_loopback_and_asks_no_stranger() -> None:
    wanted = {
        "port: 1",
        'bind_addresses: ["127.0.0.1"]',
        "  node_ip: 127.0.0.1",
        "  tcp_port: 2",
        "  udp_port: 3",
        '  stun_servers: ["127.0.0.1:3478"]',
        "  auto_create: false",
        'webhook: {api_key: "parta", urls: ["http://127.0.0.1:8000/hook"]}',
        f'keys: {{"parta": "{"s" * 43}"}}',
    }
    assert wanted | HERE_ONLY <= set(configured())


def test_a_server_for_others_tells_its_address_and_signals_through_the_proxy() -> None:
    lines = set(configured(node="203.0.113.5"))
    assert {'bind_addresses: ["127.0.0.1"]', "  node_ip: 203.0.113.5"} <= lines
    assert not HERE_ONLY & lines


def test_the_media_server_reports_to_the_lessons() -> None:
    assert reverse("lesson-webhook") == engine.WEBHOOK_PATH


def test_the_configuration_with_its_secret_is_readable_by_its_owner_alone(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTA_HOME", str(machine / "home"))
    path = machine / "livekit.yaml"
    path.touch(mode=0o644)
    engine.write_configuration(path)
    assert path.stat().st_mode & 0o777 == 0o600
