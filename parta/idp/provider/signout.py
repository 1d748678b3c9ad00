"""Signing out ends what the session has granted, and tells the clients that it is over."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from parta.idp.accounts import session
from parta.idp.provider.grants import revoke
from parta.idp.provider.models import Grant, LogoutNotice
from parta.idp.provider.subjects import subject


def ended(sids: Collection[str], *, offline_stays: bool = False) -> None:
    """These sessions are over: their codes and tokens are dead, and the worker tells the clients.

    Whoever ends sessions by accounts.signed_in.end() need not call it.
    `offline_stays` is for a person's own signing out: what they let a client do
    while they are away (`offline_access`) does not end by going away.
    """
    with transaction.atomic():
        _queue(Q(sid__in=sids))
        of_them = Q(sid__in=sids)
        revoke(of_them & Q(refreshtoken=None) if offline_stays else of_them)


def gone(holder: UUID) -> None:
    """One person of an account is not there any more, or elsewhere; its sessions go on."""
    with transaction.atomic():
        _queue(Q(holder=holder, revoked_at=None))
        revoke(Q(holder=holder))


def _queue(which: Q) -> None:
    """A notice for each client that wants to know and has redeemed a code of these grants."""
    known = (
        Grant.objects.filter(which, code__spent_at__isnull=False)
        .exclude(client__backchannel_logout_uri="")
        .values_list("client_id", "client__sector", "sid", "holder")
        .distinct()
    )
    LogoutNotice.objects.bulk_create(
        [
            LogoutNotice(client_id=client_id, sid=sid, subject=subject(holder, sector))
            for client_id, sector, sid, holder in known
        ],
        ignore_conflicts=True,
    )


def end_grants(request: HttpRequest, **_signal: Any) -> None:
    """Receives user_logged_out, while the session can still be read."""
    if signed_in := session.current(request):
        ended([signed_in.sid], offline_stays=True)


def sessions_ended(sids: Collection[str], **_signal: Any) -> None:
    """Receives signed_in.ENDED, inside the transaction that ends them."""
    ended(sids)
