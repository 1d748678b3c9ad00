"""The demo class has a lesson at any hour."""

from datetime import time, timedelta

from parta.school.demo.grid import bell, free, places


def minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def test_forty_minutes_in_every_fifty_and_none_across_midnight() -> None:
    day = list(places())
    assert [minutes(place.starts) for place in day] == list(range(0, 24 * 60, 50))
    assert {minutes(place.ends) - minutes(place.starts) for place in day[:-1]} == {40}
    assert day[-1].ends == time(23, 59)


def test_at_any_minute_of_a_day_a_lesson_runs_or_is_about_to() -> None:
    open_before = timedelta(minutes=10) // timedelta(minutes=1)
    open_at = {
        minute
        for place in places()
        for minute in range(minutes(place.starts) - open_before, minutes(place.ends))
    }
    assert set(range(24 * 60)) - open_at == {23 * 60 + 59}


def test_the_schools_bells_ring_on_the_same_grid() -> None:
    first, second = bell(1), bell(2)
    assert [(first.starts, first.ends), (second.starts, second.ends)] == [
        (time(8, 20), time(9, 0)),
        (time(9, 10), time(9, 50)),
    ]


def test_extra_lessons_take_the_places_that_normal_ones_leave() -> None:
    taken = {bell(number).starts for number in range(1, 7)}
    extra = [place.starts for place in free(taken)]
    assert len(extra) == len(list(places())) - 6
    assert not taken & set(extra)
