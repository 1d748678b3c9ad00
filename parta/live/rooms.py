"""Who listens to what, in the hub's memory.  Pure."""

from typing import Protocol

from parta.live.ticket import Ticket


class Listener(Protocol):
    """An open connection."""

    def put(self, frame: str) -> None: ...

    def close(self, code: int) -> None: ...


class Rooms:
    def __init__(self) -> None:
        self._in_room: dict[str, set[Listener]] = {}
        self._of_person: dict[str, set[Listener]] = {}
        self._ticket: dict[Listener, Ticket] = {}

    def __len__(self) -> int:
        return len(self._ticket)

    def admit(self, listener: Listener, ticket: Ticket) -> bool:
        """Let `listener` hear exactly the ticket's rooms; False if it is another person's."""
        before = self._ticket.get(listener)
        if before is not None and before.person != ticket.person:
            return False
        self._of_person.setdefault(ticket.person, set()).add(listener)
        self._move(listener, ticket)
        return True

    def leave(self, listener: Listener) -> None:
        ticket = self._ticket.pop(listener, None)
        if ticket is not None:
            _discard(self._of_person, ticket.person, listener)
            for room in ticket.rooms:
                _discard(self._in_room, room, listener)

    def inside(self, room: str) -> list[Listener]:
        return list(self._in_room.get(room, ()))

    def kick(self, person: str, session: str | None) -> list[Listener]:
        """The person's connections of `session`, or all of them: they hear nothing more."""
        theirs = self._of_person.get(person, ())
        out = [each for each in theirs if session in {None, self._ticket[each].session}]
        for listener in out:
            self.leave(listener)
        return out

    def _move(self, listener: Listener, ticket: Ticket) -> None:
        before = self._ticket.get(listener)
        rooms = before.rooms if before else frozenset[str]()
        for room in rooms - ticket.rooms:
            _discard(self._in_room, room, listener)
        for room in ticket.rooms - rooms:
            self._in_room.setdefault(room, set()).add(listener)
        self._ticket[listener] = ticket


def _discard(index: dict[str, set[Listener]], key: str, listener: Listener) -> None:
    members = index[key]
    members.discard(listener)
    if not members:
        del index[key]
