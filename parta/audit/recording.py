"""Writing to the audit."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from parta.kit.address import client_address, network


def record(
    action: str,
    *,
    actor: str,
    object: str,  # noqa: A002
    detail: dict[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> None:
    """Add one event inside the caller's transaction, so that deed and record stand or fall as one.

    `detail` holds what JSON can: before, after, reason.  The acting role, the
    scope, the request's code and its network are read from `request`.
    Raises TransactionManagementError outside `atomic()`.
    """
    from parta.audit.models import AuditEvent  # this package is imported before the apps are ready

    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit event belongs to a transaction.")
    AuditEvent.objects.create(
        action=action,
        actor=actor,
        object=object,
        detail=detail or {},
        **(_circumstances(request) if request else {}),
    )


def _circumstances(request: HttpRequest) -> dict[str, str]:
    session = getattr(request, "session", {})
    school = getattr(getattr(request, "user", None), "school_id", None)
    return {
        "scope": str(school or ""),
        "acting_role": str(session.get("hat", "")),
        "request_id": getattr(request, "request_id", ""),
        "network": network(client_address(request)),
    }
