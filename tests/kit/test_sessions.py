"""Sessions are written and deleted in turn with all other writers."""

from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection

from parta.kit.sessions import SessionStore


@pytest.mark.django_db(transaction=True)
def test_every_write_of_a_session_is_a_transaction() -> None:
    seen: list[tuple[str, bool]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql.split(maxsplit=1)[0], connection.in_atomic_block))
        return execute(sql, params, many, context)

    session = SessionStore()
    with connection.execute_wrapper(note):
        session["kept"] = 1
        session.save()
        key = session.session_key
        session.flush()
        SessionStore().delete("nobody" * 4)
    assert {verb for verb, _ in seen} >= {"INSERT", "DELETE"}
    assert all(inside for verb, inside in seen if verb in {"INSERT", "UPDATE", "DELETE"})
    assert key
    assert not SessionStore().exists(key)


@pytest.mark.django_db
def test_what_is_written_already_is_not_written_again(
    django_assert_max_num_queries: Any,
) -> None:
    session = SessionStore()
    session["kept"] = 1
    session.save()
    with django_assert_max_num_queries(0):
        session.save()
    session["kept"] = 2
    session.save()
    assert SessionStore(session.session_key)["kept"] == 2


@pytest.mark.django_db
def test_a_session_that_has_ended_meanwhile_is_not_brought_back() -> None:
    session = SessionStore()
    session["kept"] = 1
    session.save()
    SessionStore().delete(session.session_key)
    session["kept"] = 2
    with pytest.raises(UpdateError):
        session.save()
    assert not SessionStore().exists(str(session.session_key))
