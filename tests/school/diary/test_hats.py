"""Each page is for its hat, and each hat hears its own rooms."""

import pytest

from parta.school.diary.rooms import rooms_for
from parta.school.frame import home_for
from parta.school.people.hats import Hat
from tests.cast import Cast
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


def test_the_ticket_names_those_rooms(cast: Cast, sign_in: SignIn) -> None:
    heads = sign_in(cast.mama, Hat.PARENT).get("/rt/heads").json()
    assert set(heads) == {f"diary:{cast.anya.uid}", f"diary:{cast.lev.uid}"}
