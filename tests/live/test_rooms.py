"""Who hears what, in the hub's memory."""

from parta.live.rooms import Rooms
from parta.live.ticket import Ticket


class Page:
    def put(self, frame: str) -> None: ...

    def close(self, code: int) -> None: ...


def ticket(person: str, *rooms: str, session: str = "") -> Ticket:
    return Ticket(person, frozenset(rooms), session)


def test_a_page_hears_exactly_the_rooms_of_its_last_ticket() -> None:
    rooms, page = Rooms(), Page()
    assert rooms.admit(page, ticket("anya", "class:7b", "school"))
    assert rooms.admit(page, ticket("anya", "school", "diary:anya"))
    heard = [room for room in ("class:7b", "school", "diary:anya") if rooms.inside(room) == [page]]
    assert heard == ["school", "diary:anya"]


def test_a_page_does_not_become_another_persons() -> None:
    rooms, page = Rooms(), Page()
    rooms.admit(page, ticket("anya", "class:7b"))
    assert not rooms.admit(page, ticket("boris", "class:8a"))
    assert rooms.inside("class:8a") == []


def test_who_leaves_is_forgotten() -> None:
    rooms, page = Rooms(), Page()
    rooms.admit(page, ticket("anya", "class:7b"))
    rooms.leave(page)
    rooms.leave(page)
    assert (rooms.inside("class:7b"), rooms.kick("anya", ""), len(rooms)) == ([], [], 0)


def test_a_kick_ends_one_session() -> None:
    rooms, phone, laptop = Rooms(), Page(), Page()
    rooms.admit(phone, ticket("anya", "school", session="s1"))
    rooms.admit(laptop, ticket("anya", "school", session="s2"))
    assert rooms.kick("anya", "s1") == [phone]
    assert rooms.inside("school") == [laptop]
    assert rooms.kick("gleb", "s2") == []


def test_a_kick_without_a_session_ends_them_all() -> None:
    rooms, phone, laptop, other = Rooms(), Page(), Page(), Page()
    rooms.admit(phone, ticket("anya", "school", session="s1"))
    rooms.admit(laptop, ticket("anya", "school", session="s2"))
    rooms.admit(other, ticket("gleb", "school", session="s1"))
    assert set(rooms.kick("anya", None)) == {phone, laptop}
    assert rooms.inside("school") == [other]
