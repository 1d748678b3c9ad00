"""The command `parta`: run an installation, and ask about it."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence

from parta.kit.env import Misconfigured
from parta.run import esia_stand
from parta.run.calibrate import calibrate
from parta.run.check import check
from parta.run.demo import demo
from parta.run.sites import replace_with_manage
from parta.run.trouble import Trouble
from parta.run.up import up

PROVIDERS = ("civic", "learnid")
SITES = ("school", *PROVIDERS)


def main(arguments: Sequence[str]) -> int:
    _end_on_signals()
    asked = _parser().parse_args(arguments)
    try:
        done = _do(asked)
        sys.stdout.flush()
        return done
    except (Trouble, Misconfigured) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _do(asked: argparse.Namespace) -> int:
    match asked.command:
        case "up":
            up()
        case "demo":
            demo(as_json=asked.json)
        case "check":
            return check()
        case "calibrate-hash":
            calibrate(asked.pupils)
        case "school":
            replace_with_manage("school", [f"school_{asked.verb}", *asked.rest])
        case "notify":
            replace_with_manage(asked.site, [f"notify_{asked.verb}", *asked.rest])
        case "audit":
            replace_with_manage(asked.site, ["audit", *asked.rest])
        case "esia-stand":
            esia_stand.stand(asked)
        case "clerk" | "desk" | "esia":
            replace_with_manage("civic", [f"{asked.command}_{asked.verb}", *asked.rest])
        case "vkid":
            replace_with_manage("learnid", [f"vkid_{asked.verb}", *asked.rest])
        case "client" | "account" | "keys":
            replace_with_manage(asked.site, [f"{asked.command}_{asked.verb}", *asked.rest])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("parta", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("up", help="run every process until Ctrl-C")
    commands.add_parser("check", help="say what is wrong with this installation")
    hashes = commands.add_parser("calibrate-hash", help="what password hashes cost here")
    hashes.add_argument("--pupils", type=int, default=1000, help="who sign in within a minute")
    people = commands.add_parser("demo", help="the addresses and the people of the demo")
    people.add_argument("--json", action="store_true")
    school = commands.add_parser("school", help="schools of this installation")
    school.add_argument("verb", choices=["add"])
    clerk = commands.add_parser("clerk", help="who confirms people at a desk")
    clerk.add_argument("verb", choices=["add", "remove"])
    desk = commands.add_parser("desk", help="what was done at the desks")
    desk.add_argument("verb", choices=["report"])
    esia = commands.add_parser("esia", help="systems that sign in by the ESIA's dialect")
    esia.add_argument("verb", choices=["add", "list", "certificate", "remove", "key"])
    bench = commands.add_parser("esia-stand", help="a test bench for such systems")
    esia_stand.add_arguments(bench)
    vkid = commands.add_parser("vkid", help="apps that sign in by VK ID's dialect")
    vkid.add_argument("verb", choices=["add"])
    client = commands.add_parser("client", help="sites that sign in through a provider")
    client.add_argument("verb", choices=["add", "rotate"])
    account = commands.add_parser("account", help="people's accounts at a provider")
    account.add_argument("verb", choices=["disable", "enable"])
    keys = commands.add_parser("keys", help="what a provider signs with")
    keys.add_argument("verb", choices=["rotate"])
    for at_provider in (client, account, keys):
        at_provider.add_argument("site", choices=PROVIDERS)
    notify = commands.add_parser("notify", help="SMS, letters and calls, and what they cost")
    notify.add_argument("verb", choices=["test", "cost"])
    notify.add_argument("site", choices=SITES)
    audit = commands.add_parser("audit", help="who did what to whom on a site")
    audit.add_argument("site", choices=SITES)
    for passed_on in (school, clerk, desk, client, account, keys, audit, notify, esia, vkid):
        passed_on.add_argument("rest", nargs=argparse.REMAINDER, help="--help lists its options")
    return parser


def _end_on_signals() -> None:
    """A stop signal ends what is under way, with everything it started.

    Set for SIGINT too: a shell starts its background commands deaf to it.
    """

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
