"""Hot questions in plain SQL, the same on both engines (docs/decisions/0019).

Values are given as Python has them; keys and moments are put as the engine keeps them.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


def found(model: type[M], sql: str, *values: object) -> M | None:
    """The one row, as the model has it; a column that `sql` leaves out is asked for when read."""
    rows: Iterable[M] = model._default_manager.raw(sql, _put(values))
    return next(iter(rows), None)


def row(sql: str, *values: object) -> tuple[Any, ...] | None:
    """The one row, as the engine gives it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _put(values))
        answer: tuple[Any, ...] | None = cursor.fetchone()
        return answer


def changed(sql: str, *values: object) -> int:
    """How many rows it has changed; inside the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _put(values))
        return int(cursor.rowcount)


def _put(values: Iterable[object]) -> list[Any]:
    return [_as_kept(value) for value in values]


def _as_kept(value: object) -> Any:
    if isinstance(value, UUID):
        return value.hex  # PostgreSQL reads it as well
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
