"""The triggers that keep audit events as they were written."""

from django.db.backends.base.base import BaseDatabaseWrapper

GUARD = {
    "sqlite": [
        """CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event
        BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END""",
        """CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
        BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END""",
        # REPLACE fires no delete trigger.
        """CREATE TRIGGER audit_event_is_new BEFORE INSERT ON audit_event
        WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit_event is append-only'
        USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()""",
        """CREATE TRIGGER audit_event_is_kept BEFORE TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()""",
    ],
}
UNGUARD = {
    "sqlite": [
        "DROP TRIGGER audit_event_stays",
        "DROP TRIGGER audit_event_is_kept",
        "DROP TRIGGER audit_event_is_new",
    ],
    "postgresql": ["DROP FUNCTION audit_event_refuse CASCADE"],
}


def guard(connection: BaseDatabaseWrapper) -> None:
    _run(connection, GUARD)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Lift the guard: only for undoing the migration, and for tests that empty the tables."""
    _run(connection, UNGUARD)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
