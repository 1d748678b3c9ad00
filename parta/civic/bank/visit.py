"""«Подтвердить через банк»: choosing a bank, the way there, and the way back.

The person signs in at the bank anew, whoever is in there already: the browser
may be shared.  Nothing of the account goes to the bank.
"""

import json
import logging
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from parta import audit, oidc
from parta.civic.assurance.levels import next_step
from parta.civic.assurance.limits import OTHERS_NUMBERS, purse, wait_words
from parta.civic.assurance.models import BankCheck, Document
from parta.civic.bank import said
from parta.civic.bank.banks import Bank
from parta.civic.bank.confirm import confirm
from parta.civic.bank.rules import may_ask
from parta.civic.citizens.models import Citizen
from parta.idp.accounts import tries
from parta.kit import clock
from parta.kit.birthdates import age
from parta.oidc import flow
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity

SIGNED_IN_WITHIN = timedelta(minutes=5)
log = logging.getLogger("parta.bank")


@require_safe
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """The banks, and what came of the last try."""
    return _page(request) if _may_ask(request) else redirect("level")


@require_safe
@login_required
def leave(request: HttpRequest, bank_key: str) -> HttpResponse:
    bank = _bank(bank_key)
    if not _may_ask(request):
        return redirect("level")
    if wait := tries.standing(purse("bank", request), clock.now()):
        return _page(request, wait=wait)
    names = dict.fromkeys(said.asked(bank))
    ask = flow.Ask(
        keep={"citizen": str(request.user.pk)},
        max_age=SIGNED_IN_WITHIN,
        extra={"prompt": "login", "claims": json.dumps({"userinfo": names})},
    )
    there = flow.begin(request, _registration(bank), ask)
    if isinstance(there, oidc.Refusal):
        return _failed(request, bank, there)
    return HttpResponseRedirect(there)


@require_safe
def come_back(request: HttpRequest, bank_key: str) -> HttpResponse:
    """Each answer is taken once, for the person who asked."""
    bank = _bank(bank_key)
    if not request.user.is_authenticated:  # the session is over, and the request with it
        return redirect_to_login(reverse("level-bank"))
    answer = flow.complete(request, _registration(bank))
    if isinstance(answer, oidc.Refusal):
        return _failed(request, bank, answer)
    if answer.kept.get("citizen") != str(request.user.pk):
        return _failed(request, bank, oidc.Refusal(oidc.Why.EXPIRED, "another person"))
    return _judge(request, bank, answer)


def _judge(request: HttpRequest, bank: Bank, answer: Identity) -> HttpResponse:
    """Each answer that does not fit makes the next try wait."""
    paid, now = purse("bank", request), clock.now()
    if wait := tries.pay(paid, OTHERS_NUMBERS, now):
        return _page(request, wait=wait)
    if confirm(request, bank, answer):
        return redirect("level-bank" if _may_ask(request) else "level")
    tries.give_back(paid, now)
    return redirect("level")


def _failed(request: HttpRequest, bank: Bank, refusal: oidc.Refusal) -> HttpResponse:
    """Which check failed is for the log and the audit, never for the page."""
    log.warning("bank %s: %s (%s)", bank.key, refusal.why, refusal.detail)
    if refusal.kept:  # a request of ours: what anybody can send leaves no row
        person = str(request.user.pk)
        detail = {"bank": bank.key, "why": refusal.why.value, "detail": refusal.detail}
        with transaction.atomic():
            audit.record(
                "bank.failed",
                actor=person,
                object=f"account:{person}",
                detail=detail,
                request=request,
            )
    query = urlencode({"bank": bank.key, "why": refusal.why.value})
    return HttpResponseRedirect(f"{reverse('level-bank')}?{query}")


def _registration(bank: Bank) -> Registration:
    """Each bank comes back to an address of its own, so none can answer for another."""
    return Registration(
        issuer=bank.issuer,
        client_id=bank.client_id,
        client_secret=bank.client_secret,
        redirect_uri=settings.PUBLIC_URL
        + reverse("level-bank-back", kwargs={"bank_key": bank.key}),
        scope=bank.scope,
    )


def _bank(key: str) -> Bank:
    for bank in settings.BANKS:
        if bank.key == key:
            return bank
    raise Http404


def _may_ask(request: HttpRequest) -> bool:
    citizen = request.user
    assert isinstance(citizen, Citizen)
    step = next_step(citizen.level, age(citizen.birthdate, clock.today()))
    return bool(settings.BANKS) and may_ask(step) is None


def _page(request: HttpRequest, wait: timedelta | None = None) -> HttpResponse:
    checks = BankCheck.objects.filter(citizen_id=str(request.user.pk), account=None)
    failed = {bank.key: bank.name for bank in settings.BANKS}.get(request.GET.get("bank", ""))
    why = request.GET.get("why", "")
    shown: dict[str, Any] = {
        "banks": settings.BANKS,
        "check": checks.order_by("-at", "-pk").first(),
        "document": Document.objects.filter(citizen_id=str(request.user.pk)).first(),
        "failed": (failed, why) if failed and why in set(oidc.Why) else None,
        "wait": wait_words(wait) if wait else "",
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.OK
    return render(request, "civic/bank/bank.html", shown, status=status)
