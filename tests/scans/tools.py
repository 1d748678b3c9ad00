"""The scanners, each in an environment of its own: they need more than the product does."""

import subprocess
import sys
from pathlib import Path

from parta.run.places import cache
from parta.run.web import digest

FOLDER = Path(__file__).parent
UV = Path(sys.executable).with_name("uv")


def program(name: str) -> Path:
    """The scanner's own program, installed as its lock says."""
    lock = FOLDER / f"requirements-{name}.txt"
    home = cache() / "scans" / f"{name}-{digest([lock])[:16]}"
    found = home / "bin" / name
    if not found.exists():
        subprocess.run(
            [UV, "venv", "--quiet", "--clear", "--python", sys.executable, home], check=True
        )
        install: list[str | Path] = [
            UV,
            "pip",
            "install",
            "--quiet",
            "--python",
            home / "bin/python",
        ]
        subprocess.run([*install, "--require-hashes", "-r", lock], check=True)
    return found
