"""Writing to the audit."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from parta.kit.address import client_address, network


@dataclass(frozen=True, slots=True)
class Of:
    """Whose record it is, where the person of the request does not tell: nobody is in yet, or
    the clock acts."""

    school: int | None
    request: HttpRequest | None = None


def record(
    action: str,
    *,
    actor: str,
    object: str,  # noqa: A002
    detail: dict[str, Any] | None = None,
    request: HttpRequest | Of | None = None,
) -> None:
    """Add one event inside the caller's transaction, so that deed and record stand or fall as one.

    `detail` holds what JSON can: before, after, reason.  The acting role, the
    scope, the request's code and its network are read from `request`; Of says
    the scope beside or without one.
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
        **_circumstances(request),
    )


def _circumstances(request: HttpRequest | Of | None) -> dict[str, str]:
    if isinstance(request, Of):
        return _circumstances(request.request) | {"scope": str(request.school or "")}
    if request is None:
        return {}
    session = getattr(request, "session", {})
    school = getattr(getattr(request, "user", None), "school_id", None)
    return {
        "scope": str(school or ""),
        "acting_role": str(session.get("hat", "")),
        "request_id": getattr(request, "request_id", ""),
        "network": network(client_address(request)),
    }
