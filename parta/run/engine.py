"""The media server: which one this installation uses, and how ours is configured.

A server of somebody else (LIVEKIT_URL) comes first; then one of the pinned
minor version on the PATH, then our own build in the cache, else it is built.
"""

import re
import shutil
import subprocess
from enum import StrEnum
from pathlib import Path

from parta.kit import env
from parta.kit.keys import secret
from parta.kit.listen import loopback
from parta.kit.media_server import LOOPBACK, node_ip
from parta.run.addresses import Address, address_of, media_addresses
from parta.run.places import ENGINES, cache

MODULE = "github.com/livekit/livekit-server"
PROGRAM = "livekit-server"
CODECS = ("audio/opus", "audio/red", "video/vp8", "video/h264")
WEBHOOK_PATH = "/lessons/webhook"
HERE_ONLY = """\
  enable_loopback_candidate: true
  ips: {includes: ["127.0.0.0/8"]}
"""


class Source(StrEnum):
    FOREIGN = "foreign"
    PATH = "path"
    CACHE = "cache"
    BUILD = "build"


def choose(wanted: str, *, foreign: bool, on_path: str | None, cached: bool) -> Source:
    """Where the media server comes from.

    `wanted` is the pinned version, `on_path` the version of the program on the
    PATH (None: there is none).
    """
    if foreign:
        return Source.FOREIGN
    if on_path is not None and on_path.split(".")[:2] == wanted.split(".")[:2]:
        return Source.PATH
    return Source.CACHE if cached else Source.BUILD


def pinned_version(go_mod: str) -> str:
    """The version that engines/go.mod pins, without its `v`."""
    found = re.search(rf"{re.escape(MODULE)} v(\S+)", go_mod)
    if not found:
        raise ValueError(f"engines/go.mod does not name {MODULE}.")
    return found[1]


def find() -> tuple[Source, Path]:
    """The source, and the program: the one to run, or to build at that place."""
    wanted = pinned_version((ENGINES / "go.mod").read_text())
    built = cache() / f"{PROGRAM}-{wanted}"
    here = shutil.which(PROGRAM)
    source = choose(
        wanted,
        foreign=bool(env.text("LIVEKIT_URL")),
        on_path=_version(here) if here else None,
        cached=built.exists(),
    )
    return source, Path(here) if here and source is Source.PATH else built


def _version(program: str) -> str | None:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"\d+\.\d+\.\d+", said.stdout)
    return number[0] if number else None


def write_configuration(path: Path) -> None:
    """Write our media server's configuration, readable by this user alone."""
    key = env.text("LIVEKIT_API_KEY", "parta")
    text = configuration(
        media_addresses(),
        node=node_ip(),
        webhook=f"http://{address_of('school')}{WEBHOOK_PATH}",
        key=key,
        key_secret=env.text("LIVEKIT_API_SECRET") or secret("media"),
    )
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text)


def configuration(
    addresses: tuple[Address, Address, Address],
    *,
    webhook: str,
    key: str,
    key_secret: str,
    node: str = LOOPBACK,
) -> str:
    """YAML: no STUN server of strangers, TCP where UDP is blocked.

    Signalling stays on this machine, behind its proxy.  Media go to `node`, the
    only address that browsers are told.
    """
    signal, tcp, udp = addresses
    here_only = HERE_ONLY if loopback(node) else ""
    codecs = ", ".join(f"{{mime: {name}}}" for name in CODECS)
    return f"""\
port: {signal.port}
bind_addresses: ["{signal.host}"]
logging: {{level: warn}}
rtc:
  node_ip: {node}
  use_external_ip: false
{here_only}  udp_port: {udp.port}
  tcp_port: {tcp.port}
  stun_servers: ["127.0.0.1:3478"]
  pli_throttle: {{low_quality: 100ms, mid_quality: 200ms, high_quality: 200ms}}
room:
  auto_create: false
  empty_timeout: 3600
  departure_timeout: 3600
  enabled_codecs: [{codecs}]
webhook: {{api_key: "{key}", urls: ["{webhook}"]}}
keys: {{"{key}": "{key_secret}"}}
"""
