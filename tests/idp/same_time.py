"""Whether two questions cost the same time to answer: what an enumeration by time would measure.

CPU time of the answering thread, since other work on the machine blurs it least:
hashing, queries of SQLite and our own code all count.  Known and unknown take
turns, so that whatever drifts drifts for both.  The lower quartile of many
outlives outliers, which only ever add; and as noise may still push a ratio over
the bound once, it is measured again then.  A real difference is there each time.
"""

import time
from collections.abc import Callable
from itertools import count
from statistics import quantiles

PAIRS = 40
MEASURED = 4
BOUND = 1.08
"""What an early return leaves out is more: a hash makes 5, the rows of a message 1.08 to 1.2."""

Question = Callable[[int], object]
turn = count(1)


def ratio(known: Question, unknown: Question, pairs: int) -> float:
    """How many times longer the dearer one takes."""
    for question in (known, unknown):
        question(next(turn))  # what is loaded once is loaded
    spent: dict[Question, list[float]] = {known: [], unknown: []}
    for n in range(pairs):
        for question in (known, unknown) if n % 2 else (unknown, known):
            spent[question].append(_cost(question, next(turn)))
    costs = sorted(quantiles(each)[0] for each in spent.values())
    return costs[1] / costs[0]


def same(known: Question, unknown: Question, pairs: int = PAIRS) -> bool:
    """Whether one of MEASURED ratios is within BOUND."""
    return any(ratio(known, unknown, pairs) <= BOUND for _ in range(MEASURED))


def differ(known: Question, unknown: Question, pairs: int = PAIRS) -> bool:
    """Whether the measure sees a difference: one of MEASURED ratios is beyond BOUND."""
    return any(ratio(known, unknown, pairs) > BOUND for _ in range(MEASURED))


def _cost(question: Question, number: int) -> float:
    begun = time.thread_time()
    question(number)
    return time.thread_time() - begun
