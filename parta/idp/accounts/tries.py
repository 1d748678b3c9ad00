"""Paying for password tries, in rows: holds with any number of workers."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from parta.idp.accounts.models import Tries
from parta.idp.accounts.rules import Policy, Record, after, waiting
from parta.kit import plain

COLUMNS = plain.Columns(Tries)
KNOWN = f"SELECT {COLUMNS.of('t')} FROM accounts_tries t WHERE t.key = %s"  # noqa: S608
FIRST = """
INSERT INTO accounts_tries (key, tries, last_at, next_at) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING"""
FORGET = "DELETE FROM accounts_tries WHERE key = %s"


def key(*parts: str) -> str:
    """The name of a record; it tells nothing about its parts."""
    return salted_hmac("parta.tries", "\n".join(parts), algorithm="sha256").hexdigest()


def pay(name: str, policy: Policy, now: datetime) -> timedelta | None:
    """Take one try, before the password is looked at; or how long to wait.

    Parallel callers queue on the row, so each try is given once.
    """
    first = after(None, now, policy)
    with transaction.atomic():
        while not plain.changed(FIRST, name, first.tries, first.last_at, first.next_at):
            row = Tries.objects.select_for_update().filter(key=name).first()
            if row:  # else it was forgotten meanwhile
                return _pay_again(row, policy, now)
    return None


def _pay_again(row: Tries, policy: Policy, now: datetime) -> timedelta | None:
    record = _record(row)
    if wait := waiting(record, now):
        return wait
    Tries.objects.filter(key=row.key).update(**_columns(after(record, now, policy)))
    return None


def standing(name: str, now: datetime) -> timedelta | None:
    """How long the next try of this record has to wait; takes nothing."""
    row = plain.found(COLUMNS, KNOWN, name)
    return waiting(_record(row), now) if row else None


def give_back(name: str, now: datetime) -> None:
    """A try that was paid but never looked at."""
    with transaction.atomic():
        Tries.objects.filter(key=name, tries__gt=0).update(tries=F("tries") - 1, next_at=now)


def forget(name: str) -> None:
    """The password was right: the record has served."""
    with transaction.atomic():
        plain.changed(FORGET, name)


def _record(row: Tries) -> Record:
    return Record(row.tries, row.last_at, row.next_at)


def _columns(record: Record) -> dict[str, int | datetime]:
    return {"tries": record.tries, "last_at": record.last_at, "next_at": record.next_at}
