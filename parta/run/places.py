"""Where things lie: the project's own files, the caches, one installation's folder."""

import os
from pathlib import Path

from parta.kit import env

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ROOT / "engines"
WEB = ROOT / "web"


def cache() -> Path:
    """Builds and toolchains, each keyed by its version and shared by all installations."""
    base = env.text("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "parta"


def log_file(name: str) -> Path:
    return env.home() / "log" / f"{name}.log"


def child_environment() -> dict[str, str]:
    """The environment of every process of this installation, wherever it is started."""
    return {
        **os.environ,
        "PARTA_HOME": str(env.home()),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
