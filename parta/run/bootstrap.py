"""Makes .venv hold the locked packages: `python3 -m parta.run.bootstrap [dev]`.

Runs on the machine's own Python, so it uses the standard library alone.  uv
comes first, at the version and with the hashes of the same lock.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from parta.run.places import ROOT
from parta.run.trouble import Trouble, in_words, of_disk

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMMAND = ROOT / "bin" / "parta"


LOCK = ROOT / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"
"""Holds everything of LOCK, at the same versions."""


def main(lock: Path) -> None:
    if not up_to_date(lock):
        _make_venv()
        _install_uv(lock.read_text())
        _say(f"python: installing the packages of {lock.name}")
        _run([str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(PYTHON),
              "--only-binary", ":all:", "--require-hashes", "-r", str(lock)])  # fmt: skip
        _stamp(lock).write_text(_digest(lock))
    _make_command()


def up_to_date(lock: Path = LOCK) -> bool:
    """Whether the packages of the lock, as it now is, were installed."""
    stamps = {one: _stamp(one) for one in (lock, DEV_LOCK)}
    return any(
        stamp.exists() and stamp.read_text() == _digest(one) for one, stamp in stamps.items()
    )


def _stamp(lock: Path) -> Path:
    return VENV / f".{lock.stem}"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _make_venv() -> None:
    """A half-made one, of a start that was broken off, has no pip and is made anew."""
    if PYTHON.exists() and (VENV / "bin" / "pip").exists():
        return
    _say("python: making .venv")
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(make, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(
            in_words(done.stdout + done.stderr)
            or "Python can't make a virtual environment: install its venv module "
            "(on Debian and Ubuntu: apt-get install python3-venv)."
        )


def _install_uv(lock: str) -> None:
    if (VENV / "bin" / "uv").exists():
        return
    _say("python: installing uv")
    alone = VENV / "uv.txt"
    alone.write_text(requirement(lock, "uv"))
    _run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
          "--only-binary", ":all:", "--require-hashes", "-r", str(alone)])  # fmt: skip


def requirement(lock: str, package: str) -> str:
    """The lines of one package in a lock: its version and hashes."""
    found = re.search(rf"^{package}==[^\n]*(?:\n    [^\n]*)*", lock, re.MULTILINE)
    if not found:
        raise Trouble(f"The lock does not name {package}: run `make lock`.")
    return found[0]


def _make_command() -> None:
    COMMAND.parent.mkdir(exist_ok=True)
    COMMAND.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{PYTHON}" -m parta.cli "$@"\n')
    COMMAND.chmod(0o755)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Trouble(in_words(done.stderr) or f"{command[0]} failed:\n{done.stderr}")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main(DEV_LOCK if sys.argv[1:] == ["dev"] else LOCK)
    except OSError as error:
        sys.exit(str(of_disk(error)))
    except Trouble as trouble:
        sys.exit(str(trouble))
