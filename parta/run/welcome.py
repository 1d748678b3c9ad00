"""Waits until the sites answer, then says where they are: `python -m parta.run.welcome`."""

import time

from parta.kit.demo.switch import sites as running
from parta.kit.demo.switch import switched_on
from parta.run import engine
from parta.run.addresses import Address, address_of
from parta.run.demo import people_table, sites
from parta.run.places import log_file
from parta.run.probe import answers
from parta.run.table import rows

PATIENCE_SECONDS = 60
ABOUT = {
    "school": "diary, journal, lessons",
    "civic": "sign-in with a state-like account",
    "learnid": "sign-in with a learning account",
    "bank": "Демо-банк: confirms people, plays a bank",
}
MEDIA_RUNS = "voice and picture of lessons"
MEDIA_BUILDS = "is being built; open lesson pages enter by themselves when it is there"


def main() -> None:
    silent = [site for site in running() if not wait_for(address_of(site))]
    print(text(silent, being_built=engine.find()[0] is engine.Source.BUILD), flush=True)


def text(silent: list[str], *, being_built: bool) -> str:
    """What the operator reads once the sites run; `silent` are those that don't answer."""
    known = sites()
    table = [(site, known[site], ABOUT[site]) for site in running()]
    table.append(("media", known["media"], MEDIA_BUILDS if being_built else MEDIA_RUNS))
    if demo := switched_on():
        phone = f"{known['school']}/phone/"
        table.append(("phone", phone, "«Телефон»: what the demo sends by SMS and e-mail"))
    parts = [rows(table)]
    if demo:
        parts.append(f"The demo: open {known['school']}, press «Войти», then login and password.")
        parts.append(people_table())
        parts.append("What each of them meets: bin/parta demo")
    parts += [f"{site} does not answer yet: see {log_file(site)}" for site in silent]
    return "\n\n".join(["", *parts, "Ctrl-C stops everything."])


def wait_for(address: Address) -> bool:
    given_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < given_up:
        if answers(f"http://{address}/"):
            return True
        time.sleep(0.1)
    return False


if __name__ == "__main__":
    main()
