"""Days are the site's own, never UTC's."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from parta.kit import clock, env

EVENING = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Moscow", 25), ("Asia/Vladivostok", 25), ("Europe/London", 24), ("UTC", 24)],
)
def test_a_moment_belongs_to_the_day_of_the_sites_zone(zone: str, day: int, settings: Any) -> None:
    settings.ZONE = ZoneInfo(zone)
    settings.CLOCK_OFFSET = EVENING - datetime.now(UTC)
    assert clock.day_of(EVENING) == clock.today() == date(2026, 11, day)


@pytest.mark.parametrize("name", ["Mars", "../etc/passwd", "/", "Europe"])
def test_a_zone_that_is_none_stops_the_start(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTA_ZONE", name)
    with pytest.raises(env.Misconfigured, match="PARTA_ZONE"):
        env.zone("PARTA_ZONE", "Europe/Moscow")
