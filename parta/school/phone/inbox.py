"""Whose phones have messages, and what lies on the chosen one.  Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parta.kit.notify.outbox import Message


@dataclass(frozen=True, slots=True)
class Owner:
    """A contact that has messages; `name` is "" for whom the demo doesn't know."""

    contact: str
    name: str
    last: Message


@dataclass(frozen=True, slots=True)
class Inbox:
    owners: list[Owner]  # who got the newest message comes first
    chosen: Owner | None
    messages: list[Message]  # of the chosen one, newest first


def inbox(messages: Iterable[Message], names: Mapping[str, str], to: str) -> Inbox:
    """`messages` oldest first; `to` chooses a contact, else the one with the newest message."""
    newest_first = list(reversed(list(messages)))
    last: dict[str, Message] = {}
    for message in newest_first:
        last.setdefault(message.to, message)
    owners = [Owner(contact, names.get(contact, ""), last[contact]) for contact in last]
    chosen = next((owner for owner in owners if owner.contact == to), next(iter(owners), None))
    shown = [message for message in newest_first if chosen and message.to == chosen.contact]
    return Inbox(owners, chosen, shown)


def spaced(code: str) -> str:
    """In halves, as people read it aloud: "407 112"."""
    half = len(code) // 2
    return f"{code[:half]}\N{NO-BREAK SPACE}{code[half:]}" if len(code) in (6, 8) else code
