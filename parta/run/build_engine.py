"""Builds the media server into the cache: `python -m parta.run.build_engine`.

Runs behind the sites, leader of its own process group: when it is told to end,
or its parent dies, it takes the compilers with it.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from parta.run import engine
from parta.run.leash import die_with_parent
from parta.run.places import ENGINES
from parta.run.toolchains import GO, path_with, programs
from parta.run.trouble import SPACE, Trouble, in_words, of_disk

BYTES_NEEDED = 3 * 1024**3
"""The toolchain, the modules, the compiler's cache and the program."""
PROGRESS_SECONDS = 20


def main() -> None:
    _end_together()
    source, target = engine.find()
    if source is not engine.Source.BUILD:
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(target.parent).free < BYTES_NEEDED:
            raise Trouble(SPACE)
        _build(programs(GO), target)
    except OSError as error:
        sys.exit(str(of_disk(error)))
    except Trouble as trouble:
        sys.exit(str(trouble))


def _end_together() -> None:
    """A compiler's parent is the build, not this process: only the group reaches them all."""
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    if os.getpgid(0) == os.getpid():
        die_with_parent(os.getppid(), by=signal.SIGTERM)


def _build(go: Path, target: Path) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    command = [str(go / "go"), "build", "-C", str(ENGINES), "-v", "-trimpath", "-buildvcs=false"]
    build = subprocess.Popen(
        [*command, "-ldflags=-s -w", "-o", str(draft), f"{engine.MODULE}/cmd/server"],
        env={**path_with(go), "CGO_ENABLED": "0", "GOTOOLCHAIN": "local"},
        stderr=subprocess.PIPE,
        text=True,
    )
    output = _watch(build)
    if build.wait():
        draft.unlink(missing_ok=True)
        raise Trouble(in_words(output) or f"The media server can't be built: {output[-2000:]}")
    draft.replace(target)


def _watch(build: "subprocess.Popen[str]") -> str:
    """Say from time to time how far the build is; return what it printed."""
    assert build.stderr
    lines: list[str] = []
    begun = said = time.monotonic()
    for line in build.stderr:
        lines.append(line)
        if time.monotonic() - said >= PROGRESS_SECONDS:
            said = time.monotonic()
            print(f"media server: {len(lines)} packages, {said - begun:.0f} s", flush=True)
    return "".join(lines)


if __name__ == "__main__":
    main()
