"""How passwords are stored: argon2id, 2 passes, 19 MiB, one lane.

The strength that OWASP ASVS 5.0 accepts, at a cost that lets two cores sign in
a whole school before the first bell.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
