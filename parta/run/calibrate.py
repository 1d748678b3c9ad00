"""`parta calibrate-hash`: what password hashes cost on this machine, and what it can bear."""

import os
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from argon2.low_level import Type, hash_secret_raw

from parta.kit import hash_cost
from parta.kit.hash_cost import FLOOR, Cost

TRIED = (FLOOR, Cost(19, 3), Cost(32, 2), Cost(32, 3), Cost(64, 2), Cost(64, 3))
MEASURED_SECONDS = 1.0
BELL_SECONDS = 60
SHARE = 0.7
"""Of the cores' time at the bell that goes into hashes: pages and the database need the rest."""
ROW = "{:>6}  {:>7}  {:>9}  {:>9}  {:>16}"


def calibrate(pupils: int) -> None:
    """Print a table, and the cost to set for a school whose pupils all sign in within a minute."""
    rates: dict[Cost, float] = {}
    busy, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    if busy > cores / 2:
        print(
            f"Something else keeps this machine busy (load {busy:.1f} on {cores} cores): ask again."
        )
    print(ROW.format("passes", "memory", "one core", "all cores", "in that minute"))
    for cost, one, every in _measured():
        rates[cost] = every
        shown = (f"{cost.memory_mib} MiB", f"{one:.0f}/s", f"{every:.0f}/s")
        print(ROW.format(cost.passes, *shown, f"{_a_minute(every):.0f} sign-ins"))
    print(f"\nSet now: {_words(hash_cost.from_environment())}.")
    print(_advice(rates, pupils))


def recommended(rates: Mapping[Cost, float], pupils: int) -> Cost | None:
    """The dearest cost at which `pupils` sign in within a minute; None where not even FLOOR does.

    `rates` are hashes a second on all cores.
    """
    enough = [cost for cost, rate in rates.items() if _a_minute(rate) >= pupils]
    return max(enough, key=lambda cost: cost.memory_mib * cost.passes, default=None)


def _advice(rates: Mapping[Cost, float], pupils: int) -> str:
    best = recommended(rates, pupils)
    if best is None:
        return (
            f"For {pupils} people who type a password in the same minute this machine is too slow "
            f"even at the least that is safe ({_words(FLOOR)}): those who come late are asked to "
            "try again. Give it more cores. Most people are still signed in from another day."
        )
    if best == FLOOR:
        return f"For {pupils} people in a minute leave it at {_words(FLOOR)}."
    return (
        f"For {pupils} people in a minute this machine can bear {_words(best)}: "
        f"PARTA_HASH_MEMORY_MIB={best.memory_mib} PARTA_HASH_PASSES={best.passes}."
    )


def _words(cost: Cost) -> str:
    return f"{cost.passes} passes over {cost.memory_mib} MiB"


def _a_minute(rate: float) -> float:
    return rate * SHARE * BELL_SECONDS


def _measured() -> Iterator[tuple[Cost, float, float]]:
    cores = len(os.sched_getaffinity(0))
    for cost in TRIED:
        yield cost, _rate(cost, 1), _rate(cost, cores)


def _rate(cost: Cost, threads: int) -> float:
    """Hashes a second; hashing lets go of Python's lock."""
    ends_at = time.perf_counter() + MEASURED_SECONDS
    begun = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        made = sum(pool.map(lambda _: _hash_until(ends_at, cost), range(threads)))
    return made / (time.perf_counter() - begun)


def _hash_until(ends_at: float, cost: Cost) -> int:
    made = 0
    while time.perf_counter() < ends_at:
        hash_secret_raw(
            b"a password of usual length",
            os.urandom(16),
            time_cost=cost.passes,
            memory_cost=cost.memory_mib * 1024,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
        )
        made += 1
    return made
