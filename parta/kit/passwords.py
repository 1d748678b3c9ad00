"""How passwords are stored: argon2id, one lane, at the cost of hash_cost.py."""

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """A hash of another cost is replaced at its owner's next sign-in."""

    parallelism = 1

    def __init__(self) -> None:
        self.time_cost = settings.HASH_COST.passes
        self.memory_cost = settings.HASH_COST.memory_mib * 1024  # KiB
