"""Papers as people type them, and what speaks against one."""

from datetime import date

import pytest

from parta.civic.assurance.papers import (
    Kind,
    Paper,
    Wrong,
    birthday,
    kinds,
    read_department,
    read_number,
    why_wrong,
)

PASSPORT, CERTIFICATE = Kind.PASSPORT, Kind.BIRTH_CERTIFICATE
BORN = date(2011, 1, 17)
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("36 26 104218", ("3626", "104218")),
        ("3626 104218", ("3626", "104218")),
        ("3626104218", ("3626", "104218")),
        ("36-26 № 104 218", ("3626", "104218")),
        (" 36\u00a026\u00a0104218 ", ("3626", "104218")),
        ("3626, 104218", ("3626", "104218")),
        ("362610421", None),
        ("36261042181", None),
        ("36 2б 104218", None),
        ("\u0663626104218", None),
        ("I-АК 123456", None),
        ("3626104218\x00", None),
        ("", None),
    ],
)
def test_a_passport_has_ten_digits(typed: str, read: tuple[str, str] | None) -> None:
    assert read_number(PASSPORT, typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("I-АК 123456", ("I-АК", "123456")),
        ("I-АК № 123456", ("I-АК", "123456")),
        ("i-ак 123456", ("I-АК", "123456")),
        ("IАК123456", ("I-АК", "123456")),
        ("1-АК 123456", ("I-АК", "123456")),  # a one in the place of the Roman number
        ("IV-МЮ 000001", ("IV-МЮ", "000001")),
        ("I-AK 123456", ("I-АК", "123456")),  # letters of the Latin keyboard
        ("ХI-ХА 123456", ("XI-ХА", "123456")),  # a Cyrillic Х in the Roman number
        ("XII-ТН 12 34 56", ("XII-ТН", "123456")),
        ("IIII-АК 123456", None),
        ("VX-АК 123456", None),
        ("-АК 123456", None),
        ("I-А 123456", None),
        ("I-АКК 123456", None),
        ("I-QW 123456", None),
        ("I-АК 12345", None),
        ("36 26 104218", None),
        ("I-АК 12345\u0666", None),
        ("", None),
    ],
)
def test_a_birth_certificate_has_a_roman_number_letters_and_digits(
    typed: str, read: tuple[str, str] | None
) -> None:
    assert read_number(CERTIFICATE, typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("770-045", "770045"),
        ("770045", "770045"),
        ("770 045", "770045"),
        ("770 – 045", "770045"),
        ("77-0045", None),
        ("77004", None),
        ("", None),
    ],
)
def test_a_department_has_six_digits(typed: str, read: str | None) -> None:
    assert read_department(typed) == read


def test_a_paper_is_spelt_as_it_stands_there() -> None:
    assert Paper(PASSPORT, "3626", "104218", TODAY, "770045").spelt == "36 26 104218"
    assert Paper(PASSPORT, "3626", "104218", TODAY, "770045").department_spelt == "770-045"
    assert Paper(CERTIFICATE, "I-АК", "123456", TODAY).spelt == "I-АК № 123456"
    assert Paper(CERTIFICATE, "I-АК", "123456", TODAY).department_spelt == ""


def test_nobody_has_a_passport_before_fourteen() -> None:
    assert kinds(13) == (CERTIFICATE,)
    assert kinds(14) == (PASSPORT, CERTIFICATE)


@pytest.mark.parametrize(
    ("kind", "issued_on", "birthdate", "wrong"),
    [
        (CERTIFICATE, date(2011, 1, 16), BORN, Wrong.BEFORE_BIRTH),
        (CERTIFICATE, BORN, BORN, None),
        (CERTIFICATE, TODAY, BORN, None),
        (PASSPORT, date(2010, 1, 1), BORN, Wrong.BEFORE_BIRTH),
        (PASSPORT, date(2025, 1, 16), BORN, Wrong.BEFORE_14),
        (PASSPORT, date(2025, 1, 17), BORN, None),
        (PASSPORT, date(1997, 9, 30), date(1960, 1, 1), Wrong.TOO_OLD),
        (PASSPORT, date(1997, 10, 1), date(1980, 1, 1), Wrong.EXPIRED),
        (PASSPORT, date(2020, 11, 25), date(2006, 8, 26), None),  # 20, and 90 days ago
        (PASSPORT, date(2020, 11, 25), date(2006, 8, 25), Wrong.EXPIRED),
        (PASSPORT, date(2026, 8, 25), date(2006, 8, 25), None),  # given on that birthday
        (PASSPORT, date(2001, 2, 1), date(1981, 1, 31), Wrong.EXPIRED),  # at 45
        (PASSPORT, date(2026, 2, 1), date(1981, 1, 31), None),
    ],
)
def test_what_speaks_against_a_paper(
    kind: Kind, issued_on: date, birthdate: date, wrong: Wrong | None
) -> None:
    assert why_wrong(kind, issued_on, birthdate, TODAY) is wrong


def test_a_birthday_of_a_leap_year() -> None:
    assert birthday(date(2012, 2, 29), 14) == date(2026, 3, 1)
    assert birthday(date(2012, 2, 29), 20) == date(2032, 2, 29)
