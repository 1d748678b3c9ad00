"""A management command that operators type as `parta …`: it speaks of itself, not of Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

NO_TABLES = "This site has never been started here: `make run` makes its tables."


class OperatorCommand(BaseCommand):
    """`typed` is how the operator calls it; its errors are one sentence."""

    typed: str
    suppressed_base_arguments = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.prog = self.typed
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return self._on_tables(*args, **options)
        except CommandError as error:
            if self._called_from_command_line:  # type: ignore[attr-defined]
                sys.exit(str(error))
            raise

    def _on_tables(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            if MigrationRecorder(connection).has_table():
                raise
            raise CommandError(NO_TABLES) from error
