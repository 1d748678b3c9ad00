from collections.abc import Iterator

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from parta.audit.append_only import guard, unguard


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
