"""The demo's addresses and people: `parta demo`, for a person or as JSON for a program."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from parta.kit import env, media_server
from parta.kit.demo.people import people, today
from parta.kit.demo.switch import sites as running
from parta.kit.demo.switch import switched_on
from parta.kit.listen import public_url
from parta.run.table import rows
from parta.run.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Somebody:
    """One line of the demo's list."""

    role: str
    name: str
    login: str
    password: str
    school: str | None
    state: str
    about: str


def demo(*, as_json: bool) -> None:
    """Print who can sign in; raise Trouble where the demo is switched off."""
    if not switched_on():
        raise Trouble("The demo is switched off: PARTA_DEMO=on switches it on.")
    if as_json:
        listing = {"sites": sites(), "people": [asdict(somebody) for somebody in cast()]}
        print(json.dumps(listing, ensure_ascii=False, indent=2))
    else:
        print(people_told())


def sites() -> dict[str, str]:
    """Public addresses, as a browser uses them."""
    return {**{site: public_url(site) for site in running()}, "media": media_server.public_url()}


def cast() -> list[Somebody]:
    return [
        Somebody(
            role=person.role,
            name=f"{person.family_name} {person.given_name} {person.middle_name}",
            login=person.login,
            password=person.password,
            school=person.school_name,
            state=person.state,
            about=person.about,
        )
        for person in people(today(datetime.now(UTC) + env.seconds("PARTA_CLOCK_OFFSET")))
    ]


def people_table() -> str:
    """Who can sign in, within the 80 columns of a terminal."""
    head = ("role", "name", "login", "password")
    body = [(s.role, s.name, s.login, s.password) for s in cast()]
    return rows([head, *body], indent="")


def people_told() -> str:
    """The same with a line about each."""
    head, *lines = people_table().splitlines()
    told = [f"{line}\n    {s.about}" for line, s in zip(lines, cast(), strict=True)]
    return "\n".join([head, *told])
