"""A ticket opens what it names, for a minute."""

import pytest

from parta.live.ticket import Ticket, read, session_mark, write

NOW = 1_800_000_000.0
ANYA = Ticket("anya", frozenset({"class:7b", "diary:anya"}), session_mark("key"))
TEXT = write(ANYA, "secret", NOW)


@pytest.mark.parametrize(
    ("text", "secret", "at", "found"),
    [
        (TEXT, "secret", NOW, ANYA),
        (TEXT, "secret", NOW + 59, ANYA),
        (TEXT, "secret", NOW + 60, None),
        (TEXT, "another", NOW, None),
        (TEXT[:-1] + ("A" if TEXT[-1] != "A" else "B"), "secret", NOW, None),
        ("x" + TEXT, "secret", NOW, None),
        (TEXT.partition(".")[0], "secret", NOW, None),
        ("", "secret", NOW, None),
        ("ж.ж", "secret", NOW, None),
    ],
)
def test_a_ticket_is_read(text: str, secret: str, at: float, found: Ticket | None) -> None:
    assert read(text, secret, at) == found


def test_a_ticket_must_fit_a_frame_of_the_hub() -> None:
    rooms = frozenset(f"class:{number:032x}" for number in range(100))
    with pytest.raises(ValueError, match="100 rooms"):
        write(Ticket("vera", rooms, ""), "secret", NOW)


def test_the_mark_of_a_session_does_not_give_it_away() -> None:
    assert session_mark(None) == ""
    assert "key" not in session_mark("key")
