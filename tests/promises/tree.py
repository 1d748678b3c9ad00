"""The files that we wrote: everything tracked except what is generated or pinned."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
GENERATED = ("/migrations/", "requirements", "package-lock.json", "go.sum", "/locale/")


@cache
def ours(*suffixes: str) -> tuple[Path, ...]:
    """Paths from the root of tracked and new files with one of `suffixes`."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return tuple(
        Path(name)
        for name in listing
        if name.endswith(suffixes)
        and not any(part in f"/{name}" for part in GENERATED)
        and (ROOT / name).exists()
    )


def lines(path: Path) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").splitlines()
