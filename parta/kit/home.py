"""The folder of an installation: what lies in it is nobody else's."""

from pathlib import Path


def make_home(home: Path) -> Path:
    """`home` itself, made for its owner alone where it is absent."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home
