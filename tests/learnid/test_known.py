"""What a client tells of the person: what fills a field, and whose profile it means."""

from datetime import date

import pytest

from parta.learnid.profiles.models import Profile
from parta.learnid.signin import known

TODAY = date(2026, 11, 24)
TOLD = {
    "family_name": "Ковалёва",
    "given_name": "Анна",
    "middle_name": "Дмитриевна",
    "birthdate": "2013-03-14",
    "gender": "female",
    "phone_number": "+71991111111",
}
ANYA = Profile(family_name="Ковалёва", given_name="Анна", birthdate=date(2013, 3, 14))
MISHA = Profile(family_name="Ковалёв", given_name="Михаил", birthdate=date(2017, 4, 21))


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({}, set()),
        ({"middle_name": ""}, {"middle_name"}),
        ({"family_name": "<b>"}, {"family_name"}),
        ({"birthdate": "yesterday"}, {"birthdate"}),
        ({"birthdate": "2113-03-14"}, {"birthdate"}),
        ({"gender": "other"}, {"gender"}),
    ],
)
def test_only_what_can_be_true_is_filled_in(changes: dict[str, str], lost: set[str]) -> None:
    said = known.about(TOLD | changes, TODAY)
    whole = {k: v for k, v in TOLD.items() if k != "phone_number"} | {
        "birthdate": date(2013, 3, 14)
    }
    assert said == {k: v for k, v in whole.items() if k not in lost}
    assert known.about({}, TODAY) == {}


@pytest.mark.parametrize(
    ("told", "phone"),
    [
        ({"phone_number": "8 199 111 11 11"}, "+71991111111"),
        ({"phone_number": "x"}, None),
        ({}, None),
    ],
)
def test_a_phone_is_filled_in_when_it_is_one(told: dict[str, str], phone: str | None) -> None:
    assert known.phone(told) == phone


@pytest.mark.parametrize(
    ("said", "profile"),
    [
        ({}, ANYA),
        ({"middle_name": "Другое"}, ANYA),
        ({"family_name": "КОВАЛЕВА"}, ANYA),
        ({"birthdate": "2013-03-15"}, None),
        ({"given_name": "Яна"}, None),
        ({"family_name": "Ковалёв", "given_name": "Михаил", "birthdate": "2017-04-21"}, MISHA),
    ],
)
def test_the_profile_that_is_meant_is_found(said: dict[str, str], profile: Profile | None) -> None:
    assert known.meant([ANYA, MISHA], known.about(TOLD | said, TODAY)) is profile


def test_nobody_is_meant_where_nothing_is_told() -> None:
    assert known.meant([ANYA], {}) is None
    assert known.name({}) == ""
    assert known.name(known.about(TOLD, TODAY)) == "Анна Ковалёва"
