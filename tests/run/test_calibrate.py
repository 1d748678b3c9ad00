"""What `parta calibrate-hash` advises, as a table."""

import pytest

from parta.kit.env import Misconfigured
from parta.kit.hash_cost import FLOOR, Cost, from_environment
from parta.run import calibrate
from parta.run.calibrate import recommended

FAST = {FLOOR: 300.0, Cost(32, 2): 180.0, Cost(64, 2): 80.0, Cost(64, 3): 50.0}


@pytest.mark.parametrize(
    ("pupils", "cost"),
    [
        (1000, Cost(64, 3)),
        (2100, Cost(64, 3)),
        (2101, Cost(64, 2)),
        (3361, Cost(32, 2)),
        (12_600, FLOOR),
        (12_601, None),
    ],
)
def test_the_dearest_cost_at_which_all_sign_in_within_a_minute(
    pupils: int, cost: Cost | None
) -> None:
    assert recommended(FAST, pupils) == cost


def test_nothing_below_the_floor_is_measured_advised_or_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert all(
        cost.memory_mib >= FLOOR.memory_mib and cost.passes >= FLOOR.passes
        for cost in calibrate.TRIED
    )
    for name, value in (("PARTA_HASH_PASSES", "1"), ("PARTA_HASH_MEMORY_MIB", "18")):
        monkeypatch.setenv(name, value)
        with pytest.raises(Misconfigured, match=name):
            from_environment()
        monkeypatch.delenv(name)
    assert from_environment() == FLOOR


def test_it_measures_and_says_what_to_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(calibrate, "MEASURED_SECONDS", 0.05)
    monkeypatch.setattr(calibrate, "TRIED", (FLOOR,))
    calibrate.calibrate(1)
    said = capsys.readouterr().out
    assert "19 MiB" in said
    assert "leave it at 2 passes over 19 MiB" in said
    calibrate.calibrate(10**9)
    assert "too slow even at the least that is safe" in capsys.readouterr().out
