"""What a password hash costs: argon2id, one lane.

The floor is the strength that OWASP ASVS 5.0 accepts, at a cost that lets two
cores sign in a whole school before the first bell.  `parta calibrate-hash` says
what a machine can bear beyond it.
"""

from dataclasses import dataclass

from parta.kit import env


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    memory_mib: int
    passes: int


FLOOR = Cost(memory_mib=19, passes=2)
CEILING = Cost(memory_mib=1024, passes=20)


def from_environment() -> Cost:
    """Raises Misconfigured, also below the floor."""
    return Cost(
        memory_mib=_within("PARTA_HASH_MEMORY_MIB", FLOOR.memory_mib, CEILING.memory_mib),
        passes=_within("PARTA_HASH_PASSES", FLOOR.passes, CEILING.passes),
    )


def _within(name: str, least: int, most: int) -> int:
    value = env.number(name, least)
    if not least <= value <= most:
        raise env.Misconfigured(f"{name} must be from {least} to {most}, not {value}.")
    return value
