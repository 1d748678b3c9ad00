"""The start of an installation: checks, data, then every process until it is told to stop."""

import sys
from collections.abc import Mapping

from parta.kit import env
from parta.kit.demo.standing import Standing
from parta.kit.demo.switch import sites, switched_on
from parta.kit.listen import SITES, open_to_strangers
from parta.kit.notify import settings as messages
from parta.run import addresses, engine
from parta.run.home import open_home, rotate
from parta.run.places import log_file
from parta.run.process import Program
from parta.run.sites import manage, prepare_all
from parta.run.supervisor import Supervisor
from parta.run.trouble import Trouble


def up() -> None:
    """Run this installation.  Raises Trouble, in one sentence, when it can't start."""
    home = env.home()
    shows_demo = switched_on()
    listening = {site: addresses.address_of(site) for site in sites()}
    lock = open_home(home)
    source, media = engine.find()
    own_media = () if source is engine.Source.FOREIGN else addresses.media_addresses()
    addresses.require_free([*listening.values(), addresses.address_of("hub"), *own_media])
    gateways = messages.from_environment().gateways
    for channel, what in (("sms", "an SMS"), ("email", "an e-mail")):
        if open_to_strangers() and not any(gateway.remote for gateway in gateways[channel]):
            say(f"messages: nobody gets {what}, since no gateway is set: docs/run/messages.md")
    with lock:
        prepare(shows_demo)
        _supervise(source, str(media))


def prepare(shows_demo: bool) -> None:
    """Bring every site's data up to date; the demo's school binds to the demo's accounts."""
    say("data: bringing the sites' databases and files up to date")
    found = prepare_all()
    if shows_demo:
        _require_no_real_data(found)
        for site in ("civic", "learnid", "school"):
            if found[site] in (Standing.EMPTY, Standing.RESTING):
                say(f"demo: loading the people of {site}")
                _load_demo(site)


def _require_no_real_data(found: Mapping[str, Standing]) -> None:
    if real := [site for site, standing in found.items() if standing is Standing.REAL]:
        raise Trouble(
            f"The data of {' and '.join(real)} are real, and the demo has public passwords: "
            "start with PARTA_DEMO=off, or with another PARTA_HOME."
        )


def _load_demo(site: str) -> None:
    try:
        manage(site, "demo_load")
    except Trouble as trouble:
        raise Trouble(f"{trouble} PARTA_DEMO=off starts without the demo.") from None


def _supervise(source: engine.Source, media: str) -> None:
    configuration = env.home() / "livekit.yaml"
    engine.write_configuration(configuration)
    server = Program("media", (media, "--config", str(configuration)))
    supervisor = Supervisor(say)
    for program in (*servers(), *media_programs(source, server), welcome(workers())):
        for each in (program, *program.then):
            rotate(log_file(each.name))
        supervisor.add(program)
    supervisor.run()
    say("Stopped.")


def servers() -> list[Program]:
    hub = Program("hub", _module("parta.live.hub"))
    return [*(Program(site, _module("parta.run.site", site)) for site in sites()), hub]


def workers() -> tuple[Program, ...]:
    return tuple(
        Program(f"{site}-worker", _module("parta.manage", site, "worker")) for site in SITES
    )


def welcome(then: tuple[Program, ...]) -> Program:
    """Reports the running sites; what need not hurry starts `then`."""
    return Program("welcome", _module("parta.run.welcome"), once=True, aloud=True, then=then)


def media_programs(source: engine.Source, server: Program) -> list[Program]:
    match source:
        case engine.Source.FOREIGN:
            return []
        case engine.Source.BUILD:
            build = _module("parta.run.build_engine")
            return [Program("media-build", build, once=True, aloud=True, then=(server,))]
        case _:
            return [server]


def _module(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *arguments)


def say(line: str) -> None:
    print(line, flush=True)
