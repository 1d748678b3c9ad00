"""The site's signing keys: for each algorithm the current one, the next and the previous.

All are published: the next one before it signs anything, so that nobody meets an
unknown key; the previous one as long as what it signed may be shown again.  They
are one file, replaced at once; each process reads it once, and anew when it has
become another file.  Parsing a key costs tens of milliseconds: never inside a
transaction.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from joserfc.jwk import ECKey, Key, KeyParameters, KeySet, RSAKey, import_key

from parta.audit import record
from parta.kit import clock
from parta.kit.keys import key_file, replace_key_file

ALGORITHMS = ("RS256", "ES256")
STATES = ("current", "next", "previous")
RSA_BITS = 2048

Ring = dict[str, dict[str, Any]]
"""Algorithm → state → the private key as a JWK."""


@dataclass(frozen=True)
class Keys:
    """What the file holds, parsed."""

    held: dict[str, dict[str, Key]]  # algorithm → state → key
    rotated_at: datetime

    def signing(self, alg: str) -> Key:
        return self.held[alg]["current"]

    @cached_property
    def all(self) -> KeySet:
        found = [self.held[alg].get(state) for alg in ALGORITHMS for state in STATES]
        return KeySet([key for key in found if key])

    @cached_property
    def public(self) -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False) for key in self.all.keys]}


def keys() -> Keys:
    path = _file()
    stat = path.stat()
    return _parsed(path, (stat.st_ino, stat.st_mtime_ns))


def rotate(by: str) -> None:
    """The next keys sign from now on; those that signed till now become the previous ones."""
    with _alone() as path:
        ring = json.loads(path.read_text())["keys"]
        _write(path, {alg: _turned(alg, ring[alg]) for alg in ALGORITHMS})
    _note("keys.rotated", by)


def rotate_when_older(than: timedelta) -> None:
    if clock.now() - keys().rotated_at >= than:
        rotate("system")


def start_anew(by: str) -> None:
    """After a theft: no key of before signs, and nothing that one has signed counts."""
    with _alone() as path:
        _write(path, _made())
    _note("keys.thrown-away", by)


def _note(action: str, by: str) -> None:
    signing = {alg: str(keys().signing(alg).kid) for alg in ALGORITHMS}
    with transaction.atomic():
        record(action, actor=by, object=f"keys:{settings.SITE}", detail=signing)


@lru_cache(maxsize=1)
def _parsed(path: Path, _stamp: tuple[int, int]) -> Keys:
    kept = json.loads(path.read_text())
    held = {
        alg: {state: import_key(jwk) for state, jwk in kept["keys"][alg].items()}
        for alg in ALGORITHMS
    }
    return Keys(held, datetime.fromtimestamp(kept["rotated_at"], UTC))


def _file() -> Path:
    return key_file(f"{settings.SITE}-signing.json", lambda: _text(_adopted()))


def _adopted() -> Ring:
    """The first ring; the key of an installation that had only one goes on signing."""
    ring = _made()
    only = settings.HOME / "keys" / f"{settings.SITE}-rs256.pem"
    if only.exists():
        kept = RSAKey.import_key(only.read_text(), {"use": "sig", "alg": "RS256"})
        kept.ensure_kid()
        ring["RS256"]["current"] = kept.as_dict(private=True)
    return ring


def _made() -> Ring:
    return {alg: {state: _key(alg) for state in ("current", "next")} for alg in ALGORITHMS}


def _key(alg: str) -> dict[str, Any]:
    about: KeyParameters = {"use": "sig", "alg": alg}
    key: Key = (
        RSAKey.generate_key(RSA_BITS, about, private=True)
        if alg == "RS256"
        else ECKey.generate_key("P-256", about, private=True)
    )
    key.ensure_kid()
    return dict(key.as_dict(private=True))


def _turned(alg: str, keys: dict[str, Any]) -> dict[str, Any]:
    return {"current": keys["next"], "next": _key(alg), "previous": keys["current"]}


def _text(ring: Ring) -> str:
    return json.dumps({"rotated_at": int(clock.now().timestamp()), "keys": ring})


def _write(path: Path, ring: Ring) -> None:
    replace_key_file(path, _text(ring))


@contextmanager
def _alone() -> Iterator[Path]:
    """The file, while no other process rotates."""
    path = _file()
    lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield path
    finally:
        os.close(lock)
