from collections import Counter
from datetime import UTC, date, datetime

import pytest

from parta.kit import phones, snils
from parta.kit.demo.people import DemoPerson, people, today

TODAY = date(2026, 11, 24)
DAYS_OF_THE_YEAR = [date(2026, 9, 1), TODAY, date(2027, 8, 31), date(2030, 2, 28)]


def by_key(today: date) -> dict[str, DemoPerson]:
    return {person.key: person for person in people(today)}


def age(person: DemoPerson, today: date) -> int:
    had_birthday = (today.month, today.day) >= (person.birthdate.month, person.birthdate.day)
    return today.year - person.birthdate.year - (not had_birthday)


@pytest.mark.parametrize("field", ["key", "email", "password", "login", "phone", "snils"])
def test_nothing_a_person_signs_in_with_is_shared(field: str) -> None:
    values = Counter(getattr(person, field) for person in people(TODAY))
    del values[None]
    assert set(values.values()) == {1}


def test_contacts_are_written_as_the_registers_keep_them() -> None:
    for person in people(TODAY):
        assert person.email.endswith("@pochta.example")
        if person.phone:
            assert person.phone.startswith("+7199")
            assert phones.normalise(person.phone) == person.phone


def test_whoever_has_more_than_a_simplified_account_has_a_valid_snils() -> None:
    for person in people(TODAY):
        assert bool(person.snils) is (person.level != "simplified")
        assert person.snils is None or snils.valid(person.snils)


@pytest.mark.parametrize("today", DAYS_OF_THE_YEAR)
def test_ages_hold_for_the_whole_school_year(today: date) -> None:
    cast = by_key(today)
    assert {key: age(cast[key], today) < 14 for key in ("anya", "dasha", "timur", "boris")} == {
        "anya": True,
        "dasha": True,
        "timur": True,
        "boris": True,
    }
    assert age(cast["egor"], today) >= 14
    assert age(cast["lera"], today) >= 15


def test_only_the_mismatch_has_another_birth_date_in_the_register() -> None:
    differing = [person.key for person in people(TODAY) if person.birthdate_in_register]
    assert differing == [person.key for person in people(TODAY) if person.state == "mismatch"]


def test_children_are_pupils_of_the_same_school() -> None:
    cast = by_key(TODAY)
    for parent in people(TODAY):
        for child in parent.children:
            assert (cast[child].role, cast[child].school) == ("pupil", parent.school)


def test_a_new_school_year_begins_when_it_does_in_the_schools() -> None:
    assert today(datetime(2027, 8, 31, 20, 59, tzinfo=UTC)) == date(2027, 8, 31)
    assert today(datetime(2027, 8, 31, 21, 0, tzinfo=UTC)) == date(2027, 9, 1)
