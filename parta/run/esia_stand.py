"""`parta esia-stand`: a test bench for systems that will sign people in by the ESIA.

The identity site alone, in a folder of its own, with people of every level and
the system that is to be tried.  What the site refuses it says aloud, with the
string that should have been signed.  Run as a module it waits for the site, then
says what an integrator has to know.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from parta.kit import env
from parta.kit.listen import public_url
from parta.run import web
from parta.run.addresses import address_of, require_free
from parta.run.home import open_home, rotate
from parta.run.places import ROOT, log_file
from parta.run.process import Program
from parta.run.sites import manage
from parta.run.supervisor import Supervisor
from parta.run.table import rows
from parta.run.welcome import wait_for

SITE = "civic"
FOLDER = "var/esia-stand"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mnemonic", required=True, help="the system's client_id")
    parser.add_argument("--certificate", required=True, type=Path, help="a PEM or DER file")
    parser.add_argument("--redirect-uri", action="append", required=True, help="may be repeated")
    parser.add_argument("--logout-redirect-url", action="append", default=[])
    parser.add_argument("--name", default="", help="what people see; the mnemonic by default")
    parser.add_argument("--scope", default="", help="by spaces; all by default")
    parser.add_argument("--confirmed-only", action="store_true")
    parser.add_argument("--gost-tokens", action="store_true", help="signed by GOST, not RS256")
    parser.add_argument("--home", type=Path, help=f"of its data; {FOLDER} by default")
    parser.add_argument("--port", type=int, help="of the site; 8001 by default")


def stand(asked: argparse.Namespace) -> None:
    """Run until Ctrl-C.  Raises Trouble, in one sentence, when it can't start."""
    os.environ["PARTA_HOME"] = str((asked.home or ROOT / FOLDER).resolve())
    os.environ["PARTA_DEMO"] = "off"
    if asked.port:
        os.environ["PARTA_CIVIC_URL"] = f"http://127.0.0.1:{asked.port}"
    lock = open_home(env.home())
    require_free([address_of(SITE)])
    with lock:
        web.build()
        (env.home() / "static").mkdir(exist_ok=True)  # files are served from where they lie
        manage(SITE, "migrate", "--verbosity=0")
        told = json.loads(manage(SITE, "esia_stand", *system(asked)))
        _supervise(text(told, public_url(SITE)))


def system(asked: argparse.Namespace) -> list[str]:
    """The options of the site's own command."""
    options = [
        f"--mnemonic={asked.mnemonic}",
        f"--name={asked.name or asked.mnemonic}",
        f"--certificate={asked.certificate.resolve()}",
        *(f"--redirect-uri={uri}" for uri in asked.redirect_uri),
        *(f"--logout-redirect-url={url}" for url in asked.logout_redirect_url),
    ]
    options += [f"--scope={asked.scope}"] if asked.scope else []
    options += ["--confirmed-only"] if asked.confirmed_only else []
    return [*options, "--gost-tokens"] if asked.gost_tokens else options


def text(told: dict[str, Any], address: str) -> str:
    """What an integrator reads once the stand answers."""
    people = [("login", "oid", "account"), *(tuple(person) for person in told["people"])]
    parts = [
        rows(told["endpoints"]),
        rows(list(told["system"].items())),
        f"Tokens are signed by the key of {told['certificate']}",
        rows(people),
        f"Everybody's password is {told['password']}; SMS and letters go to {told['messages']}",
        f"The stand answers at {address}. Ctrl-C ends it.",
    ]
    return "\n\n".join(["", *parts])


def _supervise(welcome: str) -> None:
    supervisor = Supervisor(lambda line: print(line, flush=True))
    module = (sys.executable, "-m")
    worker = Program(f"{SITE}-worker", (*module, "parta.manage", SITE, "worker"))
    rotate(log_file(worker.name))
    supervisor.add(Program(SITE, (*module, "parta.run.site", SITE), aloud=True))
    ready = Program("ready", (*module, "parta.run.esia_stand", welcome), once=True, aloud=True)
    supervisor.add(ready)
    supervisor.add(worker)
    supervisor.run()


def main() -> None:
    """Say the welcome when the site answers."""
    answers = wait_for(address_of(SITE))
    print("" if answers else "The stand does not answer yet.", sys.argv[1], flush=True)


if __name__ == "__main__":
    main()
