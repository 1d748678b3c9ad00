"""Secrets of this installation: files in HOME/keys, made at first use.

Several processes may ask for the same new secret at once; the first to link
its file wins and all read the winner's value.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from parta.kit import env
from parta.kit.home import make_home


def secret(name: str) -> str:
    """The 256-bit secret `name`, base64url text of 43 characters."""
    return key_file(name, lambda: secrets.token_urlsafe(32)).read_text()


def key_file(name: str, make: Callable[[], str]) -> Path:
    """The path of HOME/keys/`name`; `make` gives its content when it is absent."""
    path = env.home() / "keys" / name
    if not path.exists():
        make_home(env.home())
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _place(path, make())
    return path


def replace_key_file(path: Path, content: str) -> None:
    """Readers see the old content or the new one, never a part."""
    os.replace(_draft(path, content), path)


def _draft(path: Path, content: str) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _place(path: Path, content: str) -> None:
    draft = _draft(path, content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
