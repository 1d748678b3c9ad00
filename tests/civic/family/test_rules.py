"""Who may be a parent, of whom, and until when."""

from datetime import date

import pytest

from parta.civic.family.rules import (
    Owner,
    Way,
    last_own,
    may_lead,
    may_remove,
    own_from,
    way,
    young,
)


@pytest.mark.parametrize(
    ("level", "age", "may"),
    [
        ("confirmed", 18, True),
        ("confirmed", 17, False),
        ("confirmed", 70, True),
        ("standard", 40, False),
        ("simplified", 40, False),
    ],
)
def test_a_parent_is_confirmed_and_of_age(level: str, age: int, may: bool) -> None:
    assert may_lead(level, age) is may


CHILD = Owner(same=True, young=True, open=True, paper=None, parents=0, mine=False)


@pytest.mark.parametrize(
    ("changes", "doubled", "found"),
    [
        ({}, False, Way.JOIN),
        ({"paper": True}, False, Way.JOIN),
        ({"paper": True, "parents": 1}, False, Way.JOIN),
        ({"parents": 2}, False, Way.NOBODY),
        ({"paper": False}, False, Way.NOBODY),
        ({"same": False}, False, Way.NOBODY),
        ({"young": False}, False, Way.NOBODY),
        ({"open": False}, False, Way.NOBODY),
        ({}, True, Way.NOBODY),
        ({"mine": True, "parents": 1}, False, Way.MINE),
        ({"mine": True, "parents": 2, "paper": False}, False, Way.MINE),
        ({"mine": True, "same": False}, False, Way.NOBODY),
    ],
)
def test_a_code_to_a_childs_contact_leads(changes: dict, doubled: bool, found: Way) -> None:  # type: ignore[type-arg]
    owner = Owner(**{name: getattr(CHILD, name) for name in Owner.__slots__} | changes)
    assert way(owner, doubled) is found


@pytest.mark.parametrize(("doubled", "found"), [(False, Way.REGISTER), (True, Way.NOBODY)])
def test_a_free_contact_makes_an_account_unless_the_child_has_one(
    doubled: bool, found: Way
) -> None:
    assert way(None, doubled) is found


@pytest.mark.parametrize(
    ("born", "day", "parents_rule"),
    [
        (date(2012, 11, 25), date(2026, 11, 24), True),
        (date(2012, 11, 25), date(2026, 11, 25), False),
        (date(2012, 11, 25), date(2026, 11, 26), False),
        (date(2012, 2, 29), date(2026, 2, 28), True),
        (date(2012, 2, 29), date(2026, 3, 1), False),
        (date(2014, 3, 1), date(2028, 2, 29), True),
        (date(2014, 2, 28), date(2028, 2, 28), False),
        (date(2014, 2, 28), date(2028, 2, 29), False),
    ],
)
def test_the_say_of_a_parent_ends_with_the_14th_birthday(
    born: date, day: date, parents_rule: bool
) -> None:
    assert young(born, day) is parents_rule
    assert (born > last_own(day)) is parents_rule
    assert (day < own_from(born)) is parents_rule


@pytest.mark.parametrize(("registered", "may"), [(True, False), (False, True)])
def test_a_child_removes_a_parent_from_an_account_of_its_own_making(
    registered: bool, may: bool
) -> None:
    assert may_remove(registered) is may
