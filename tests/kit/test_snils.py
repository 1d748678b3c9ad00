"""СНИЛС: the checksum with each of its branches, and the spellings."""

import pytest

from parta.kit import snils


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("112-233-445 95", "11223344595"),  # sum 95: below 100
        ("050-234-316 00", "05023431600"),  # sum 100
        ("016-103-396 00", "01610339600"),  # sum 101
        ("851-822-225 99", "85182222599"),  # sum 200
        ("820-981-233 00", "82098123300"),  # sum 201
        ("087-654-303 00", "08765430300"),  # sum 202
        ("11223344595", "11223344595"),
        (" 112 233 445 95 ", "11223344595"),
        ("112-233-445-95", "11223344595"),
        ("112\u2013233\u2013445\u00a095", "11223344595"),  # dashes of a word processor
        ("112 - 233 - 445 - 95", "11223344595"),
        ("001-001-998 77", "00100199877"),  # too old to carry a checksum
        ("112-233-445 96", None),
        ("001-001-999 77", None),
        ("000-000-000 00", None),
        ("1122334459", None),
        ("112233445951", None),
        ("\u0661\u0661\u0662-233-445 95", None),
        ("112-233-445 95\x00", None),
        ("", None),
    ],
)
def test_the_checksum_decides(typed: str, digits: str | None) -> None:
    assert snils.normalise(typed) == digits


def test_eleven_digits_are_a_number_even_when_wrong() -> None:
    assert snils.digits_of("112-233-445 96") == "11223344596"
    assert snils.digits_of("112-233-445") is None


def test_a_number_is_shown_as_on_paper() -> None:
    assert snils.shown("11223344595") == "112-233-445 95"
