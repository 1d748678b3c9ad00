"""A school's own value counts from its day on; before that, and elsewhere, the default does."""

from datetime import date

import pytest

from parta.school.people.models import SchoolSetting
from parta.school.people.settings import settings_on
from tests.cast import TODAY, Cast


@pytest.mark.parametrize(
    ("on", "minutes"),
    [
        (date(2026, 8, 31), 10),
        (date(2026, 9, 1), 20),
        (date(2026, 11, 24), 20),
        (date(2026, 11, 25), 5),
        (date(2027, 1, 1), 5),
    ],
)
def test_the_newest_value_that_counts_on_the_day_wins(cast: Cast, on: date, minutes: int) -> None:
    for since, value in ((TODAY, 5), (date(2026, 9, 1), 20)):
        SchoolSetting.objects.create(
            school=cast.school, key="online_open_min", value=value, valid_from=since
        )
    for school, value in ((cast.school, minutes), (cast.other_school, 10)):
        assert settings_on(school, ("online_open_min",), on) == {"online_open_min": value}


def test_several_settings_cost_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = settings_on(cast.school, ("online_open_min", "online_overrun_min"), TODAY)
    assert found == {"online_open_min": 10, "online_overrun_min": 15}
