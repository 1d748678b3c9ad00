"""Ending sessions in other browsers, with all that they have granted."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from parta.audit import record
from parta.idp.accounts import session, signed_in
from parta.idp.accounts.models import SignedIn
from parta.idp.provider.grants import revoke


@require_POST
@login_required
def end_session(request: HttpRequest) -> HttpResponse:
    """One of them; this very session ends by signing out."""
    sid = request.POST.get("sid", "").replace("\x00", "")
    return _ended(request, _others(request).filter(sid=sid))


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    return _ended(request, _others(request))


def _others(request: HttpRequest) -> QuerySet[SignedIn]:
    current = session.current(request)
    return signed_in.of(session.account(request).pk).exclude(sid=current.sid if current else "")


def _ended(request: HttpRequest, which: QuerySet[SignedIn]) -> HttpResponse:
    person = str(session.account(request).pk)
    with transaction.atomic():
        if sids := signed_in.end(which):
            revoke(Q(sid__in=sids))
            record(
                "session.ended",
                actor=person,
                object=f"account:{person}",
                detail={"sessions": len(sids)},
                request=request,
            )
    return redirect(f"{reverse('account-security')}?changed=session")
