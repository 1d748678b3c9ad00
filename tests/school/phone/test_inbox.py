"""Whose messages the demo's phone shows."""

import pytest

from parta.kit.notify.outbox import Message
from parta.school.phone.inbox import inbox, spaced

ANYA, MAMA = "+71991000001", "mama@pochta.example"
MESSAGES = [
    Message("2026-11-25T07:00:00+00:00", "sms", ANYA, "первое", None),
    Message("2026-11-25T07:01:00+00:00", "email", MAMA, "второе", None),
    Message("2026-11-25T07:02:00+00:00", "sms", ANYA, "третье", "407112"),
    Message("2026-11-25T07:03:00+00:00", "email", MAMA, "четвёртое", None),
]


@pytest.mark.parametrize(
    ("to", "chosen", "texts"),
    [
        ("", MAMA, ["четвёртое", "второе"]),
        (ANYA, ANYA, ["третье", "первое"]),
        ("nobody@pochta.example", MAMA, ["четвёртое", "второе"]),
    ],
)
def test_the_newest_stands_first(to: str, chosen: str, texts: list[str]) -> None:
    found = inbox(MESSAGES, {ANYA: "Анна Ковалёва"}, to)
    assert [(owner.contact, owner.name) for owner in found.owners] == [
        (MAMA, ""),
        (ANYA, "Анна Ковалёва"),
    ]
    assert found.chosen
    assert found.chosen.contact == chosen
    assert [message.text for message in found.messages] == texts


def test_an_empty_phone_is_nobodys() -> None:
    found = inbox([], {}, "")
    assert (found.owners, found.chosen, found.messages) == ([], None, [])


@pytest.mark.parametrize(
    ("code", "shown"), [("407112", "407\xa0112"), ("12345678", "1234\xa05678"), ("1234", "1234")]
)
def test_a_code_is_read_in_halves(code: str, shown: str) -> None:
    assert spaced(code) == shown
