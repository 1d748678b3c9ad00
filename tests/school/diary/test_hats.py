"""Each page is for its hat, and each hat hears its own rooms."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from parta.school.diary.rooms import rooms_for
from parta.school.frame import home_for
from parta.school.people.hats import Hat
from parta.school.people.models import GuardianLink
from tests.cast import TODAY, Cast
from tests.school.diary.conftest import SignIn


@pytest.mark.parametrize(
    ("hat", "home"),
    [
        (Hat.PUPIL, "/diary/"),
        (Hat.PARENT, "/diary/"),
        (Hat.TEACHER, "/day/"),
        (Hat.CLASS_TEACHER, "/day/"),
        ("no hat", "/"),
    ],
)
def test_each_hat_has_a_home(hat: str, home: str) -> None:
    assert home_for(hat) == home


@pytest.mark.parametrize("address", ["/diary/", "/day/"])
@pytest.mark.parametrize(
    ("who", "hat"),
    [
        ("anya", Hat.PUPIL),
        ("mama", Hat.PARENT),
        ("vera", Hat.TEACHER),
        ("klara", Hat.CLASS_TEACHER),
        ("admin", Hat.ADMINISTRATOR),
    ],
)
def test_a_page_of_another_hat_leads_home(
    cast: Cast, sign_in: SignIn, address: str, who: str, hat: Hat
) -> None:
    answer = sign_in(getattr(cast, who), hat).get(address)
    if home_for(hat) == address:
        assert answer.headers.get("Location", address).startswith(address)
    else:
        assert answer.headers["Location"] == home_for(hat)


@pytest.mark.parametrize(
    ("who", "hat", "hears"),
    [
        ("anya", Hat.PUPIL, ["anya"]),
        ("mama", Hat.PARENT, ["anya", "lev"]),
        ("mama", Hat.TEACHER, ["mama"]),
        ("vera", Hat.TEACHER, ["vera"]),
        ("vera", Hat.PARENT, []),
        ("klara", Hat.CLASS_TEACHER, ["klara"]),
        ("admin", Hat.ADMINISTRATOR, []),
        ("clerk", Hat.OFFICE, []),
        ("anya", "", []),
    ],
)
def test_a_hat_hears_its_own_rooms_and_never_a_lessons(
    cast: Cast, who: str, hat: str, hears: list[str]
) -> None:
    expected = {f"diary:{getattr(cast, name).uid}" for name in hears}
    assert rooms_for(getattr(cast, who), hat) == expected


@pytest.mark.parametrize(
    ("since", "until", "hears"), [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True)]
)
def test_a_parent_hears_by_the_schools_own_date(
    cast: Cast, at: Callable[[str], None], since: int, until: int | None, hears: bool
) -> None:
    at("00:30")  # in UTC it is still yesterday
    GuardianLink.objects.filter(pupil__person=cast.lev).delete()
    GuardianLink.objects.update(
        since=TODAY + timedelta(days=since),
        until=None if until is None else TODAY + timedelta(days=until),
    )
    expected = {f"diary:{cast.anya.uid}"} if hears else set()
    assert rooms_for(cast.mama, Hat.PARENT) == expected


def test_the_ticket_names_those_rooms(cast: Cast, sign_in: SignIn) -> None:
    heads = sign_in(cast.mama, Hat.PARENT).get("/rt/heads").json()
    assert set(heads) == {f"diary:{cast.anya.uid}", f"diary:{cast.lev.uid}"}
