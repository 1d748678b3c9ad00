"""The only way to the operator's pages, and to the rows on them."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from parta.idp.accounts import fresh, session
from parta.idp.accounts.account import Account
from parta.idp.factors.gate import demanded
from parta.idp.operators.models import Operator
from parta.idp.provider.models import Client

View = Callable[..., HttpResponse]
TYPED_WITHIN = timedelta(hours=1)


def is_operator(account: Account) -> bool:
    return Operator.objects.filter(account_id=account.pk).exists()


def for_operators(view: View) -> Callable[..., HttpResponse]:
    """To everybody else there is no such page; an operator comes with a second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
        if not is_operator(session.account(request)):
            raise Http404
        return proved(request, **parts)

    proved = demanded(view)
    return login_required(guarded)


def opened_fresh(view: View) -> View:
    """The page opens to a sign-in of the last minutes; what is typed on it may take longer."""
    opened = fresh.required(view)

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
        typed = request.method == "POST" and fresh.fresh(request, TYPED_WITHIN)
        return (view if typed else opened)(request, **parts)

    return guarded


def client_with_id(client_id: str) -> Client:
    found = _clients(client_id).first()
    if found is None:
        raise Http404
    return found


def client_with_logo(client_id: str) -> Client:
    """For anybody."""
    found = _clients(client_id).exclude(logo=b"").only("logo").first()
    if found is None:
        raise Http404
    return found


def _clients(client_id: str) -> QuerySet[Client]:
    """An address may hold a NUL, and PostgreSQL takes none."""
    return Client.objects.filter(client_id=client_id.replace("\x00", ""))


def actor(request: HttpRequest) -> str:
    """How the audit calls the operator of this request."""
    return str(session.account(request).pk)
