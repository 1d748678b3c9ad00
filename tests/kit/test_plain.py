"""Rows read by plain SQL are those that the ORM reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from parta.kit import clock, plain

SESSIONS = plain.Columns(Session)
BARE = plain.Columns(Session, without={"session_data"})
FROM = "FROM django_session s WHERE s.session_key = %s AND s.expire_date > %s"
KEY = "k" * 32

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Session:
    ends = clock.now() + timedelta(hours=1)
    return Session.objects.create(session_key=KEY, session_data="said", expire_date=ends)


def columns(session: Session) -> tuple[Any, ...]:
    return session.session_key, session.session_data, session.expire_date


def test_a_row_is_read_as_the_model_has_it(kept: Session) -> None:
    found = plain.found(SESSIONS, f"SELECT {SESSIONS.of('s')} {FROM}", KEY, clock.now())
    assert found
    assert columns(found) == columns(Session.objects.get(pk=KEY))


def test_a_column_that_was_left_out_is_asked_for_when_it_is_read(
    kept: Session, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        found = plain.found(BARE, f"SELECT {BARE.of('s')} {FROM}", KEY, clock.now())
    assert found
    assert found.get_deferred_fields() == {"session_data"}
    with django_assert_num_queries(1):
        assert found.session_data == "said"


def test_models_side_by_side_take_each_its_own_columns(kept: Session) -> None:
    sql = f"SELECT {BARE.of('s')}, {SESSIONS.of('s')} {FROM}"
    found = plain.joined((BARE, SESSIONS), sql, KEY, clock.now())
    assert found == [kept, kept]
    assert [each.expire_date for each in found] == [kept.expire_date] * 2


def test_nothing_is_found_where_nothing_is(kept: Session) -> None:
    late = clock.now() + timedelta(days=1)
    assert plain.found(SESSIONS, f"SELECT {SESSIONS.of('s')} {FROM}", KEY, late) is None
    assert plain.joined((SESSIONS,), f"SELECT {SESSIONS.of('s')} {FROM}", KEY, late) is None
    assert plain.changed("DELETE FROM django_session WHERE session_key = %s", "nobody") == 0
