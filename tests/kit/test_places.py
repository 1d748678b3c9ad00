"""Places: no more than there are, first come first served, and free again after an error."""

import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from parta.kit.places import Busy, place

SOON = timedelta(seconds=0.05)
LONG = timedelta(seconds=20)


@pytest.mark.parametrize("count", [1, 3])
def test_whoever_finds_no_place_in_time_is_told(count: int, tmp_path: Path) -> None:
    folder = tmp_path / "places"
    with ExitStack() as held:
        for _ in range(count):
            held.enter_context(place(folder, count, SOON))
        begun = time.monotonic()
        with pytest.raises(Busy), place(folder, count, SOON):
            pass
        assert time.monotonic() - begun >= SOON.total_seconds()
    with place(folder, count, SOON):
        pass


def test_a_place_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError), place(tmp_path / "places", 1, SOON):
        raise KeyError
    with place(tmp_path / "places", 1, SOON):
        pass


def test_who_waits_comes_in_turn(tmp_path: Path) -> None:
    folder, order = tmp_path / "places", list[int]()

    def come(number: int) -> None:
        with place(folder, 1, LONG):
            order.append(number)

    with place(folder, 1, LONG):
        waiting = [Thread(target=come, args=(number,)) for number in range(4)]
        for thread in waiting:
            thread.start()
            time.sleep(0.05)
    for thread in waiting:
        thread.join()
    assert order == [0, 1, 2, 3]
