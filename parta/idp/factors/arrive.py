"""The one door after a first proof: a session begins here, or after a second proof.

No flow begins a session by itself, so none can forget what an account asks for.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parta.idp.accounts import familiar, session
from parta.idp.accounts.account import Account
from parta.idp.factors import waiting
from parta.idp.factors.models import Offered
from parta.idp.factors.rules import Due, due
from parta.idp.factors.site import relying_party
from parta.idp.factors.standing import at_sign_in, standing

CARRIED = ("goal", "ui_locales")
CAN_COOKIE = f"{settings.SITE}_passkeys"
"""The page's script sets it where the device itself can make passkeys; it tells nothing else."""


def go_on(
    request: HttpRequest,
    account: Account,
    amr: tuple[str, ...],
    next: str,  # noqa: A002 (the address's own word)
) -> HttpResponse:
    """The person has proved to be `account` in the ways `amr` (RFC 8176): on to `next`.

    `next` is an address of this site.  Where a second proof is due the session
    begins after it, and until then nobody has signed in.
    """
    if is_due(account, amr):
        waiting.keep(request, account, amr)
        return to_second(request, next)
    return begin(request, account, amr, next)


def is_due(account: Account, amr: tuple[str, ...]) -> bool:
    """Whether a second proof has to follow."""
    return due(amr, at_sign_in(account)) is Due.SECOND


def awaits_second(request: HttpRequest) -> bool:
    """Whether a first proof of this browser waits for the second: a flow's second press asks."""
    return waiting.find(request) is not None


def to_second(request: HttpRequest, onward: str) -> HttpResponse:
    return HttpResponseRedirect(_page(request, "signin-second", onward))


def begin(
    request: HttpRequest, account: Account, amr: tuple[str, ...], onward: str
) -> HttpResponse:
    """For whoever has proved enough: the session, and the offer of a passkey once in a life."""
    waiting.forget(request)
    session.begin(request, account, amr)
    if _offers(request, account):
        onward = _page(request, "passkey-offer", onward)
    response = HttpResponseRedirect(onward)
    familiar.remember(request, response, account)
    return response


def _offers(request: HttpRequest, account: Account) -> bool:
    if CAN_COOKIE not in request.COOKIES or not relying_party():
        return False
    if standing(account).passkeys:
        return False
    _, first = Offered.objects.get_or_create(account_id=account.pk)
    return first


def _page(request: HttpRequest, name: str, onward: str) -> str:
    carried = {key: request.GET[key] for key in CARRIED if key in request.GET}
    return f"{reverse(name)}?{urlencode({'next': onward, **carried})}"
