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


def main(lock: Path) -> None:
    stamp, wanted = VENV / f".{lock.stem}", hashlib.sha256(lock.read_bytes()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == wanted):
        _make_venv()
        _install_uv(lock.read_text())
        _say(f"python: installing the packages of {lock.name}")
        _run([str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(PYTHON),
              "--only-binary", ":all:", "--require-hashes", "-r", str(lock)])  # fmt: skip
        stamp.write_text(wanted)
    _make_command()


def _make_venv() -> None:
    if PYTHON.exists():
        return
    _say("python: making .venv")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if done.returncode:
        raise Trouble(
            "Python can't make a virtual environment: install its venv module "
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
        main(ROOT / ("requirements-dev.txt" if "dev" in sys.argv[1:] else "requirements.txt"))
    except OSError as error:
        sys.exit(str(of_disk(error)))
    except Trouble as trouble:
        sys.exit(str(trouble))
