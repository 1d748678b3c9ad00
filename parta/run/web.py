"""Builds the web workspace when its sources changed: `python -m parta.run.web [build|packages]`."""

import hashlib
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from parta.run.places import WEB
from parta.run.toolchains import NODE, path_with, programs
from parta.run.trouble import Trouble, in_words, of_disk

GENERATED = {"node_modules", "dist"}
DIST = WEB / "dist"
STAMP = DIST / ".sources"
MANIFEST = Path(".vite/manifest.json")
FRESH = WEB / "node_modules" / ".dist"
"""Where a build is made: beside the one that pages are served from."""


def build() -> None:
    """Leave web/dist as its sources say."""
    if up_to_date():
        return
    packages()
    print("web: building the pages' scripts", flush=True)
    npm("run", "build", "--", "--outDir", str(FRESH))
    STAMP.unlink(missing_ok=True)
    put_in_place()
    STAMP.write_text(digest(sources()))


def put_in_place() -> None:
    """Make web/dist what FRESH is.

    Sites may be serving meanwhile: at each moment there is a manifest, and
    there are the files that it names.
    """
    made = [path.relative_to(FRESH) for path in FRESH.rglob("*") if path.is_file()]
    for path in sorted(made, key=lambda path: path == MANIFEST):
        (DIST / path).parent.mkdir(parents=True, exist_ok=True)
        (FRESH / path).replace(DIST / path)
    for path in list(DIST.rglob("*")):
        if path.is_file() and path.relative_to(DIST) not in made:
            path.unlink()


def up_to_date() -> bool:
    """Whether web/dist was made from the sources as they now are."""
    return STAMP.exists() and STAMP.read_text() == digest(sources())


def packages() -> None:
    """Leave web/node_modules as its lock says."""
    stamp, wanted = WEB / "node_modules" / ".lock", digest([WEB / "package-lock.json"])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("web: installing the locked packages", flush=True)
    npm("ci", "--no-audit", "--no-fund")
    stamp.write_text(wanted)


def npm(*arguments: str, folder: Path = WEB) -> str:
    """What npm printed in `folder`; raise Trouble with that when it fails."""
    node = programs(NODE)
    done = subprocess.run(
        [*_npm(node), *arguments],
        cwd=folder,
        env=path_with(node),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        failed = f"npm {' '.join(arguments)} failed in {folder.name}/:\n{done.stdout}"
        raise Trouble(in_words(done.stdout) or failed)
    return done.stdout


def _npm(node: Path) -> list[str]:
    """A wheel holds no links, so npm is called by its own file there."""
    script = node.parent / "lib/node_modules/npm/bin/npm-cli.js"
    return [str(node / "node"), str(script)] if script.exists() else ["npm"]


def sources() -> list[Path]:
    """Every file that the build reads, in a fixed order."""
    return sorted(
        path
        for top in WEB.iterdir()
        if top.name not in GENERATED
        for path in (top.rglob("*") if top.is_dir() else [top])
        if path.is_file()
    )


def digest(files: Iterable[Path]) -> str:
    """One figure for the names and contents of `files`."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


if __name__ == "__main__":
    try:
        packages() if sys.argv[1:] == ["packages"] else build()
    except OSError as error:
        sys.exit(str(of_disk(error)))
    except Trouble as trouble:
        sys.exit(str(trouble))
