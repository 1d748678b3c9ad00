"""Where browsers and we ourselves find the media server."""

import pytest

from parta.kit import media_server
from parta.kit.env import Misconfigured
from parta.run.addresses import media_addresses
from parta.school import settings as school

OURS = "ws://127.0.0.1:7880"


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LIVEKIT_URL", "PARTA_MEDIA_URL", "PARTA_MEDIA_NODE_IP", "PARTA_MEDIA_PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("foreign", "told", "server", "public"),
    [
        ("", "", OURS, OURS),
        ("", "wss://media.school.example", OURS, "wss://media.school.example"),
        ("wss://sfu.example", "", "wss://sfu.example", "wss://sfu.example"),
        ("ws://10.0.0.5:7880", "wss://sfu.example", "ws://10.0.0.5:7880", "wss://sfu.example"),
    ],
)
def test_browsers_may_be_told_another_address_than_we_call(
    monkeypatch: pytest.MonkeyPatch, foreign: str, told: str, server: str, public: str
) -> None:
    monkeypatch.setenv("LIVEKIT_URL", foreign)
    monkeypatch.setenv("PARTA_MEDIA_URL", told)
    assert (media_server.server_url(), media_server.public_url()) == (server, public)


@pytest.mark.parametrize(
    ("socket", "http"),
    [
        ("ws://127.0.0.1:7880", "http://127.0.0.1:7880"),
        ("wss://news.example", "https://news.example"),
    ],
)
def test_only_the_scheme_changes(socket: str, http: str) -> None:
    assert media_server.over_http(socket) == media_server.over_http(http) == http
    assert media_server.over_socket(http) == media_server.over_socket(socket) == socket


@pytest.mark.parametrize(
    ("node", "hosts"),
    [
        ("", ["127.0.0.1", "0.0.0.0", "127.0.0.1"]),
        ("203.0.113.5", ["127.0.0.1", "0.0.0.0", "0.0.0.0"]),
    ],
)
def test_signalling_stays_on_the_machine_and_media_over_udp_leave_it_only_when_they_shall(
    monkeypatch: pytest.MonkeyPatch, node: str, hosts: list[str]
) -> None:
    monkeypatch.setenv("PARTA_MEDIA_NODE_IP", node)
    assert [address.host for address in media_addresses()] == hosts


def test_a_name_is_no_ip_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTA_MEDIA_NODE_IP", "media.school.example")
    with pytest.raises(Misconfigured, match="PARTA_MEDIA_NODE_IP must be an IP address"):
        media_server.node_ip()


def test_the_school_calls_by_http() -> None:
    assert school.LIVEKIT_API_URL.startswith("http")
