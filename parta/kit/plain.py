"""Hot questions in plain SQL, the same on both engines (docs/decisions/0019).

Values are given as Python has them; keys and moments are put as the engine keeps them.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)
Converter = Callable[[Any, Any, Any], Any]


class Columns(Generic[M]):
    """The columns of a model, in its own order; those `without` are asked for when read."""

    def __init__(self, model: type[M], without: Collection[str] = ()) -> None:
        self._model = model
        self._fields = [f for f in model._meta.concrete_fields if f.name not in without]
        self._names = [field.attname for field in self._fields]

    def __len__(self) -> int:
        return len(self._fields)

    def of(self, table: str) -> str:
        """For the SELECT; `table` as the statement calls it."""
        return ", ".join(f"{table}.{field.column}" for field in self._fields)

    def read(self, values: Sequence[Any]) -> M:
        found = list(values)
        for at, expression, converters in self._converted:
            for convert in converters:
                found[at] = convert(found[at], expression, connection)
        return self._model.from_db(connection.alias, self._names, found)

    @cached_property
    def _converted(self) -> list[tuple[int, Any, list[Converter]]]:
        """What the engine keeps otherwise than the model has it; the engine never changes."""
        table = self._model._meta.db_table
        columns: list[Any] = [field.get_col(table) for field in self._fields]
        known = [
            connection.ops.get_db_converters(column) + column.get_db_converters(connection)
            for column in columns
        ]
        return [(at, columns[at], each) for at, each in enumerate(known) if each]


def found(columns: Columns[M], sql: str, *values: object) -> M | None:
    """The one row of a statement that selects these columns."""
    answer = row(sql, *values)
    return columns.read(answer) if answer else None


def joined(several: Iterable[Columns[Any]], sql: str, *values: object) -> list[Any] | None:
    """The same, of several models side by side."""
    answer = row(sql, *values)
    if answer is None:
        return None
    read, at = [], 0
    for columns in several:
        read.append(columns.read(answer[at : at + len(columns)]))
        at += len(columns)
    return read


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
