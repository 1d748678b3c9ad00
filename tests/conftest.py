from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as site
from django.db.backends.base.operations import BaseDatabaseOperations

from parta.audit.append_only import guard, unguard
from parta.kit.hash_cost import FLOOR, Cost


def pytest_configure() -> None:
    """Hundreds of people sign in here; what their hashes cost is for the tests of `real_hashes`."""
    site.HASH_COST = Cost(memory_mib=1, passes=1)


@pytest.fixture
def real_hashes(settings: Any) -> None:
    """Passwords at the cost that an installation has."""
    settings.HASH_COST = FLOOR
    settings.PASSWORD_HASHERS = list(settings.PASSWORD_HASHERS)  # hashers are made anew


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    """Transactional tests empty all tables at their end; the audit's guard steps aside for that."""
    plain = BaseDatabaseOperations.execute_sql_flush

    def unguarded(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        unguard(self.connection)
        try:
            plain(self, sql_list)
        finally:
            guard(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", unguarded)
        yield
