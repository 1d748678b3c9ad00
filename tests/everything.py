"""The driver of `make test` and `make check`: every stage in its order, then one summary.

`python -m tests.everything [STAGE …]` runs the named stages, or all of them.
A stage that fails does not keep the next from telling what it knows.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from parta.run import web
from parta.run.places import ENGINES
from parta.run.toolchains import GO, path_with, programs
from parta.run.trouble import Trouble
from tests.machine import chromium, gost, postgresql
from tests.machine.packages import Lacking

ROOT = Path(__file__).parents[1]
PROGRAMS = Path(sys.executable).parent
SHARED = ("kit", "audit", "live", "oidc", "run")
PROVIDER = ("idp",)
OWN = {
    "school": (*SHARED, "school"),
    "civic": (*PROVIDER, "civic"),
    "learnid": (*PROVIDER, "learnid"),
    "bank": ("bank",),
}
"""Which folders of parta/ and of tests/ belong to a site's settings."""
COMMON = [f"tests/{folder}" for folder in PROVIDER]
BESIDE_SITES = [
    *("parta/cli.py", "parta/manage.py", "bench", "tests/cast.py", "tests/everything.py"),
    *(
        f"tests/{folder}"
        for folder in ("bare", "foreign", "journeys", "machine", "promises", "proofs", "scans")
    ),
]


class Failed(Exception):
    """A command of a stage ended with another code than 0."""


def run(module: str, *arguments: str, **environment: str) -> None:
    program("python", "-m", module, *arguments, **environment)


def program(name: str, *arguments: str, **environment: str) -> None:
    """Run a program of .venv in the project's folder."""
    command = [str(PROGRAMS / name), *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    if done.returncode:
        raise Failed(f"{name} {' '.join(arguments)}: code {done.returncode}")


def settings(site: str) -> str:
    return f"parta.{site}.settings"


def lint() -> None:
    run("ruff", "check", "--quiet", ".")
    run("ruff", "format", "--quiet", "--check", ".")


def each_site(check: Callable[[str], None]) -> None:
    """Every site has its say, then the stage fails for those that did."""
    failures = []
    for site in OWN:
        try:
            check(site)
        except Failed as failure:
            failures.append(str(failure))
    if failures:
        raise Failed("; ".join(failures))


def types() -> None:
    each_site(mypy)


def mypy(site: str) -> None:
    folders = [*existing("parta", site), *existing("tests", site)]
    if site == "school":
        folders += BESIDE_SITES
    cache = {"MYPY_CACHE_DIR": f".mypy_cache/{site}"}
    run("mypy", *folders, DJANGO_SETTINGS_MODULE=settings(site), **cache)


def contracts() -> None:
    program("lint-imports", "--no-logo")
    each_site(migrations)
    run("pytest", f"--ds={settings('school')}", "tests/promises")


def migrations(site: str) -> None:
    """The models and their migrations say the same."""
    run("parta.manage", site, "makemigrations", "--check", "--dry-run", "-v0")


def sqlite() -> None:
    gost.have()
    each_site(partial(pytest, providers=("civic", "learnid")))


def postgres() -> None:
    with postgresql.running() as url:
        each_site(partial(pytest, providers=("civic",), database=url))


def pytest(site: str, providers: tuple[str, ...], database: str = "") -> None:
    """The tests of one site, under its settings; finding none is a failure (pytest's code 5).

    What the providers share is tried at `providers` alone.
    """
    common = COMMON if site not in providers else []
    folders = [path for path in existing("tests", site) if path not in common]
    where = {f"PARTA_{site.upper()}_DATABASE_URL": database}
    run("pytest", f"--ds={settings(site)}", "-n2", *folders, **where)


def scripts() -> None:
    web.packages()
    for task in ("check", "test"):
        print(web.npm("run", task), flush=True)


def engines() -> None:
    go = programs(GO)
    environment = {**path_with(go), "CGO_ENABLED": "0", "GOTOOLCHAIN": "local"}
    for task in ("vet", "test"):
        command = [str(go / "go"), task, "-C", str(ENGINES / "loadtool"), "-trimpath", "./..."]
        if code := subprocess.run(command, env=environment, check=False).returncode:
            raise Failed(f"go {task}: code {code}")


def journeys() -> None:
    web.build()
    run("pytest", f"--ds={settings('school')}", "tests/journeys", **chromium.require())


def existing(top: str, site: str) -> list[str]:
    return [f"{top}/{name}" for name in OWN[site] if any((ROOT / top / name).rglob("*.py"))]


STAGES: dict[str, Callable[[], None]] = {
    stage.__name__: stage
    for stage in (lint, types, contracts, scripts, engines, sqlite, postgres, journeys)
}


def main(names: list[str]) -> int:
    for name in [name for name in os.environ if name.startswith(("PARTA_", "LIVEKIT_"))]:
        del os.environ[name]  # an installation's settings are not the tests'
    with tempfile.TemporaryDirectory(prefix="parta-tests-") as home:
        os.environ["PARTA_HOME"] = home  # settings make their keys where they are read
        return report(names)


def report(names: list[str]) -> int:
    results = {name: attempt(name) for name in names or STAGES}
    failures = [name for name, well in results.items() if not well]
    print(f"\n{len(results) - len(failures)} passed, {len(failures)} failed")
    if failures:
        print(f"Failed: {', '.join(failures)}.")
    return 1 if failures else 0


def attempt(name: str) -> bool:
    begun = time.monotonic()
    print(f"\n== {name}", flush=True)
    try:
        STAGES[name]()
    except (Failed, Lacking, Trouble) as failure:
        print(f"== {name} FAILED: {failure}", flush=True)
        return False
    print(f"== {name}: {time.monotonic() - begun:.0f} s", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
