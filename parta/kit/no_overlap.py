"""A table constraint: intervals of the same owner never overlap.

Intervals are half-open, `[since, until)`, an empty `until` means "still open";
with `inclusive` the end belongs to the interval, as people write school years.
PostgreSQL gets an exclusion constraint (its btree_gist extension must be there),
SQLite a pair of triggers.  A violation is an IntegrityError on both.
"""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Field, Model, Q

TRIGGER = """CREATE TRIGGER "%(name)s_{event}" BEFORE {event} ON %(table)s
WHEN NEW.{since} IS NOT NULL{when} BEGIN
SELECT RAISE(ABORT, '%(name)s') WHERE EXISTS (SELECT 1 FROM %(table)s AS other
WHERE {same}{other}
AND (other.{until} IS NULL OR NEW.{since} {less} other.{until})
AND (NEW.{until} IS NULL OR other.{since} {less} NEW.{until})); END"""
EXCLUDE = """CONSTRAINT "{name}" EXCLUDE USING gist ({owners},
{range}({since}, {until}, '{bounds}') WITH &&){where}"""
SECONDS = "EXTRACT(EPOCH FROM {})::int"  # PostgreSQL has no range of times


class NoOverlap(BaseConstraint):
    """Rows with equal `owner` fields have disjoint `[since, until)`.

    `only`: a boolean field; rows where it is false are not compared.
    A null in any owner field takes the row out of the comparison.
    """

    def __init__(  # noqa: PLR0913
        self,
        *,
        name: str,
        owner: tuple[str, ...],
        since: str = "since",
        until: str = "until",
        only: str = "",
        inclusive: bool = False,
    ) -> None:
        super().__init__(name=name)
        self.owner, self.since, self.until = owner, since, until
        self.only, self.inclusive = only, inclusive

    def deconstruct(self) -> Any:
        path, _, _ = super().deconstruct()
        arguments: dict[str, Any] = {"name": self.name, "owner": self.owner, "since": self.since}
        arguments |= {"until": self.until, "only": self.only, "inclusive": self.inclusive}
        return path, (), arguments

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

    def constraint_sql(  # type: ignore[override]
        self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str | None:
        if schema_editor.connection.vendor == "postgresql":
            return self._exclusion(model, schema_editor)
        schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
        return None

    def create_sql(  # type: ignore[override]
        self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Statement | None:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        sql = self._exclusion(model, schema_editor)
        return Statement("ALTER TABLE %(table)s ADD " + sql.replace("%", "%%"), table=table)

    def remove_sql(  # type: ignore[override]
        self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Statement | None:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        name = schema_editor.quote_name(self.name)
        return Statement(f"ALTER TABLE %(table)s DROP CONSTRAINT {name}", table=table)

    def validate(
        self,
        model: type[Model],
        instance: Any,
        exclude: Any = None,  # noqa: ARG002
        using: str = "default",
    ) -> None:
        """Raise ValidationError where the database would refuse the row."""
        same = {field: getattr(instance, field) for field in self.owner}
        start, end = getattr(instance, self.since), getattr(instance, self.until)
        if None in same.values() or (self.only and not getattr(instance, self.only)):
            return
        less = "lte" if self.inclusive else "lt"
        overlap = Q(**{f"{self.until}__isnull": True}) | Q(
            **{f"{self.until}__{less.replace('l', 'g')}": start}
        )
        if end is not None:
            overlap &= Q(**{f"{self.since}__{less}": end})
        rows = model._default_manager.using(using).filter(overlap, **same)
        rows = rows.filter(**{self.only: True}) if self.only else rows
        if rows.exclude(pk=instance.pk).exists():
            raise ValidationError(
                self.get_violation_error_message(), code=self.violation_error_code
            )

    def _columns(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Any:
        def column(field: str) -> str:
            found = cast(Field[Any, Any], model._meta.get_field(field))
            return schema_editor.quote_name(cast(str, found.column))

        return column

    def _triggers(
        self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> list[Statement]:
        column = self._columns(model, schema_editor)
        only = column(self.only) if self.only else ""
        not_itself = {"INSERT": "", "UPDATE": " AND other.rowid <> OLD.rowid"}
        parts = {
            "since": column(self.since),
            "until": column(self.until),
            "same": " AND ".join(f"other.{column(f)} = NEW.{column(f)}" for f in self.owner),
            "less": "<=" if self.inclusive else "<",
            "when": f" AND NEW.{only}" if only else "",
        }
        same_kind = f" AND other.{only}" if only else ""
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return [
            Statement(
                TRIGGER.format(event=event, other=same_kind + itself, **parts),
                table=table,
                name=self.name,
            )
            for event, itself in not_itself.items()
        ]

    def _exclusion(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
        column = self._columns(model, schema_editor)
        times = model._meta.get_field(self.since).get_internal_type() == "TimeField"
        since, until = column(self.since), column(self.until)
        return EXCLUDE.format(
            name=self.name,
            owners=", ".join(f"{column(f)} WITH =" for f in self.owner),
            range="int4range" if times else "daterange",
            since=SECONDS.format(since) if times else since,
            until=SECONDS.format(until) if times else until,
            bounds="[]" if self.inclusive else "[)",
            where=f" WHERE ({column(self.only)})" if self.only else "",
        )
