"""Says what is wrong with an installation: `parta check`.

Each look yields a sentence for everything wrong that it finds, with what to do
about it.
"""

import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from parta.kit import env, media_server
from parta.kit.demo.switch import sites, switched_on
from parta.run import addresses, bootstrap, engine, web
from parta.run.places import log_file
from parta.run.probe import answers
from parta.run.sites import manage
from parta.run.trouble import Trouble

LEAST_FREE_BYTES = 1024**3


def check() -> int:
    """Print what is wrong, or that all is well; return the exit code."""
    looks: tuple[Callable[[], Iterator[str]], ...] = (
        folder,
        modes,
        builds,
        databases,
        messages,
        providers,
        processes,
    )
    switched_on()  # a setting that can't be used is said once, not by every process that meets it
    found = nothing_yet() or [sentence for look in looks for sentence in look()]
    print("\n".join(found) if found else "All is well.")
    return 1 if found else 0


def nothing_yet() -> list[str]:
    """The one sentence where nothing was ever started: all else would follow from it."""
    home = env.home()
    if not home.is_dir():
        return [f"{home} does not exist: `parta up` makes it, PARTA_HOME names another."]
    if not (home / "run.lock").exists():
        return [f"{home} holds no data yet: `parta up` makes them, PARTA_HOME names another."]
    return []


def folder() -> Iterator[str]:
    home = env.home()
    if not os.access(home, os.W_OK | os.X_OK):
        yield f"{home} can't be written by this user: change its owner, or set PARTA_HOME."
    elif shutil.disk_usage(home).free < LEAST_FREE_BYTES:
        yield f"Less than 1 GB is free on the disk of {home}: make room before it is full."


def modes() -> Iterator[str]:
    """Secrets that somebody else on this machine can read are none; nor are its people's data."""
    home = env.home()
    data = [*home.glob("*.sqlite3*"), *home.glob("*.jsonl"), *home.glob("*.yaml")]
    if (banks := Path(env.text("PARTA_BANKS"))).is_file():  # their secrets stand there
        data.append(banks)
    for path in [home, *sorted(data), *sorted((home / "keys").rglob("*")), home / "keys"]:
        wanted = 0o700 if path.is_dir() else 0o600
        if stat.S_IMODE(path.stat().st_mode) & ~wanted:
            yield f"{path} is open to others: chmod {wanted:o} {path}"


def builds() -> Iterator[str]:
    if not bootstrap.up_to_date():
        yield "The installed Python packages are not those of the lock: run `make run`."
    if not web.up_to_date():
        yield "The pages' scripts are missing or older than their sources: run `make run`."
    if engine.find()[0] is engine.Source.BUILD:
        yield "The media server is not built yet: `parta up` builds it while the sites run."


def databases() -> Iterator[str]:
    for site in sites():
        try:
            manage(site, "migrate", "--check")
        except Trouble as trouble:
            yield f"{site}'s database is behind its migrations or can't be reached. {trouble}"


def messages() -> Iterator[str]:
    """Nothing of a site whose database can't be read: that is said already."""
    for site in sites():
        with suppress(Trouble):
            yield from manage(site, "notify_check").splitlines()


def providers() -> Iterator[str]:
    """Those that somebody else runs in the place of our identity sites."""
    with suppress(Trouble):
        yield from manage("school", "providers_look").splitlines()


def processes() -> Iterator[str]:
    if not running(env.home()):
        yield "Parta does not run here: start it with `make run` or `bin/parta up`."
        return
    for name in (*sites(), "hub"):
        address = addresses.address_of(name)
        if not answers(f"http://{address}/"):
            yield f"{name} does not answer on {address}: see {log_file(name)}."
    media = media_server.server_url()
    if not answers(media_server.over_http(media)):
        yield f"The media server does not answer on {media}: see {log_file('media')}."


def running(home: Path) -> bool:
    """Whether `parta up` holds this folder now."""
    lock = home / "run.lock"
    if not lock.exists():
        return False
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
