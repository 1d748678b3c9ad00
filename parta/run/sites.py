"""Commands of the sites, run in processes of their own with the right settings."""

import os
import subprocess
import sys
from collections.abc import Sequence

from parta.kit.demo.standing import Standing
from parta.kit.demo.switch import sites
from parta.run.leash import leashed
from parta.run.places import ROOT, child_environment, log_file
from parta.run.trouble import Trouble, in_words


def prepare_all() -> dict[str, Standing]:
    """Bring the sites' data up to date, side by side; whose data those with a demo hold."""
    running = {site: _start(("-m", "parta.run.prepare", site)) for site in sites()}
    said = {site: _finish(f"{site}: its data", process) for site, process in running.items()}
    return {site: Standing(answer.split()[-1]) for site, answer in said.items() if answer}


def manage(site: str, *command: str) -> str:
    """What the site's management command printed; raise Trouble when it failed."""
    return _finish(f"{site}: {command[0]}", _start(("-m", "parta.manage", site, *command)))


def replace_with_manage(site: str, command: Sequence[str]) -> None:
    """Become the site's management command, with its output and exit code."""
    os.chdir(ROOT)
    arguments = [sys.executable, "-m", "parta.manage", site, *command]
    os.execve(sys.executable, arguments, child_environment())  # noqa: S606


def _start(arguments: tuple[str, ...]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        leashed(os.getpid(), (sys.executable, *arguments)),
        cwd=ROOT,
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(what: str, process: "subprocess.Popen[str]") -> str:
    output, errors = process.communicate()
    if process.returncode:
        raise Trouble(in_words(errors) or f"{what} failed: {_last_line(errors)}")
    return output


def _last_line(errors: str) -> str:
    """The line that tells, with the file that holds the rest when there is more."""
    lines = errors.strip().splitlines() or ["it said nothing"]
    if len(lines) == 1:
        return lines[0].removeprefix("CommandError: ")
    log = log_file("start")
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(errors)
    return f"{lines[-1]} (all of it: {log})"
