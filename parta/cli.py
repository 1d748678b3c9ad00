"""The command `parta`: run an installation, and ask about it."""

import argparse
import os
import signal
import sys
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from parta.kit.env import Misconfigured
from parta.run import esia_stand
from parta.run.calibrate import calibrate
from parta.run.check import check
from parta.run.demo import demo
from parta.run.sites import replace_with_manage
from parta.run.trouble import Trouble
from parta.run.up import up

CIVIC, LEARNID = ("civic",), ("learnid",)
PROVIDERS = ("civic", "learnid")
SITES = ("school", *PROVIDERS)


class Passed(NamedTuple):
    """A command of the sites themselves; where only one has it, the site is not typed."""

    about: str
    verbs: dict[str, str]  # and what each does; none: the command is one
    sites: tuple[str, ...]


PASSED_ON = {
    "school": Passed(
        "schools of this installation", {"add": "make one, with its administrator"}, ("school",)
    ),
    "clerk": Passed(
        "who confirms people at a desk",
        {"add": "let somebody do it", "remove": "take the desk away"},
        CIVIC,
    ),
    "desk": Passed("what was done at the desks", {"report": "on one day"}, CIVIC),
    "esia": Passed(
        "systems that sign in by the ESIA's dialect",
        {
            "add": "register one",
            "list": "those that are registered",
            "certificate": "give one another certificate",
            "remove": "end one, and all that it was granted",
            "key": "what tokens are signed with",
        },
        CIVIC,
    ),
    "vkid": Passed("apps that sign in by VK ID's dialect", {"add": "register one"}, LEARNID),
    "client": Passed(
        "sites that sign in through a provider",
        {"add": "register one", "rotate": "give one a new secret"},
        PROVIDERS,
    ),
    "account": Passed(
        "people's accounts at a provider",
        {"disable": "shut one", "enable": "open one that was shut"},
        PROVIDERS,
    ),
    "operator": Passed(
        "who looks after clients and accounts, on pages",
        {"add": "let somebody do it", "list": "who does it", "remove": "take the pages away"},
        PROVIDERS,
    ),
    "keys": Passed(
        "what a provider signs with", {"rotate": "sign with the next keys from now on"}, PROVIDERS
    ),
    "notify": Passed(
        "SMS, letters and calls",
        {"test": "send one by each gateway", "cost": "what they have cost, day by day"},
        SITES,
    ),
    "audit": Passed("who did what to whom on a site", {}, SITES),
}


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
        case "esia-stand":
            esia_stand.stand(asked)
        case passed_on:
            site = getattr(asked, "site", PASSED_ON[passed_on].sites[0])
            words = (passed_on, *([asked.verb] if "verb" in asked else []))
            replace_with_manage(site, ["_".join(words), *asked.rest])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("parta", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("up", help="run every process until Ctrl-C")
    commands.add_parser("check", help="say what is wrong with this installation")
    hashes = commands.add_parser("calibrate-hash", help="what password hashes cost here")
    hashes.add_argument("--pupils", type=int, default=1000, help="who sign in within a minute")
    people = commands.add_parser("demo", help="the addresses and the people of the demo")
    people.add_argument("--json", action="store_true")
    bench = commands.add_parser("esia-stand", help="a test bench for systems of the ESIA's dialect")
    esia_stand.add_arguments(bench)
    for name, passed in PASSED_ON.items():
        _add_passed_on(commands, name, passed)
    return parser


def _add_passed_on(commands: Any, name: str, passed: Passed) -> None:
    """What stands behind the site goes on as it was typed, its --help too."""
    several = passed.sites if len(passed.sites) > 1 else ()
    words = [_one_of(choice) for choice in (passed.verbs, several) if choice]
    parser = commands.add_parser(
        name,
        help=passed.about,
        description=f"{passed.about[0].upper()}{passed.about[1:]}.",
        epilog=_for_example(name, passed),
        usage=" ".join(["parta", name, *words, "..."]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if passed.verbs:
        parser.add_argument("verb", choices=passed.verbs, help=argparse.SUPPRESS)
    if several:
        parser.add_argument("site", choices=passed.sites, help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def _one_of(words: Collection[str]) -> str:
    return f"{{{','.join(words)}}}" if len(words) > 1 else next(iter(words))


def _for_example(name: str, passed: Passed) -> str:
    width = max(map(len, passed.verbs), default=0)
    verbs = [f"  {verb:{width}}  {about}" for verb, about in passed.verbs.items()]
    site = passed.sites[:1] if len(passed.sites) > 1 else ()
    words = " ".join(["parta", name, *list(passed.verbs)[:1], *site, "--help"])
    return "\n".join([*verbs, "", f"What each takes: {words}"])


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
