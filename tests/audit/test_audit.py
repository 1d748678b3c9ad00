"""The audit is written with the deed, and never changed."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.forms import model_to_dict
from django.test import RequestFactory

from parta.audit import record
from parta.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> AuditEvent:
    record("contact.bound", actor="klara", object="person:anya", detail={"before": None})
    return AuditEvent.objects.get()


def test_an_event_holds_the_deed_and_its_circumstances() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.77")
    request.session = {"hat": "class_teacher"}  # type: ignore[assignment]
    request.request_id = "AB34CD78"  # type: ignore[attr-defined]
    request.user = type("Teacher", (), {"school_id": 7})()
    record(
        "contact.bound",
        actor="klara",
        object="person:anya",
        detail={"before": None, "after": "+79161234567", "reason": "заявление"},
        request=request,
    )
    event = AuditEvent.objects.get()
    assert abs(datetime.now(UTC) - event.ts).total_seconds() < 10
    assert model_to_dict(event, exclude=["id", "ts"]) == {
        "scope": "7",
        "actor": "klara",
        "acting_role": "class_teacher",
        "action": "contact.bound",
        "object": "person:anya",
        "detail": {"before": None, "after": "+79161234567", "reason": "заявление"},
        "request_id": "AB34CD78",
        "network": "203.0.113.0/24",
    }


def test_an_event_without_a_request_has_no_circumstances(event: AuditEvent) -> None:
    assert (event.scope, event.acting_role, event.request_id, event.network) == ("", "", "", "")


def test_an_event_goes_with_its_transaction() -> None:
    with transaction.atomic():
        record("deed", actor="vera", object="lesson:1")
        transaction.set_rollback(True)
    assert not AuditEvent.objects.exists()


REWRITES = {
    "update": "UPDATE audit_event SET actor = 'nobody'",
    "delete": "DELETE FROM audit_event",
    "sqlite replace": "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event",
    "postgresql truncate": "TRUNCATE audit_event",
}


@pytest.mark.parametrize("rewrite", REWRITES)
def test_an_event_can_not_be_rewritten(event: AuditEvent, rewrite: str) -> None:
    if " " in rewrite and not rewrite.startswith(connection.vendor):
        pytest.skip("another engine's statement")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(REWRITES[rewrite])
    assert AuditEvent.objects.get().actor == "klara"


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record("deed", actor="vera", object="lesson:1")


@pytest.mark.django_db(transaction=True)
def test_the_guard_stands_again_after_a_test_that_empties_the_tables() -> None:
    with transaction.atomic():
        record("deed", actor="vera", object="lesson:1")
    with pytest.raises(DatabaseError, match="append-only"):
        AuditEvent.objects.all().delete()
