"""From a request to a code: what every front door has in common.

decide() of rules.py says what comes next; this module shows it.  The press on the
consent page goes to an address of its own, where decide() is asked again: it can be
posted to directly, so it trusts nothing that the page was shown before.
"""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from parta.audit import record
from parta.idp.accounts.account import model
from parta.idp.accounts.language import spoken
from parta.idp.accounts.session import SignIn
from parta.idp.consent import memory
from parta.idp.provider import detour, picked, push, rules, shown
from parta.idp.provider.door import Door
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.grants import Consented, issue_code
from parta.idp.provider.rules import Step
from parta.idp.provider.sender import Sender
from parta.idp.provider.standing import present, standing
from parta.kit.ui.csp import form_targets


@dataclass(frozen=True, slots=True)
class Granted:
    code: str
    yes: Consented  # of whom, to whom, in which session


def step(request: HttpRequest, door: Door, answered: bool) -> HttpResponse | Granted:
    """A page or a redirect to show first, or the end of the way.

    `answered`: this is the press on the consent page.  Raises Refused for what
    the client has to be told, and Unanswerable for a pushed request that is over.
    """
    if answered and request.POST.get("decision") != "allow":
        raise Refused(Error.ACCESS_DENIED)
    signed_in, holder = person = present(request)
    mark = request.GET.get(shown.PARAMETER, "")
    answered = answered and shown.fits(mark, holder, door.sender.client, door.others.named)
    stands = standing(request, door, person, answered)
    next_step = rules.decide(door.asked, stands, model().LEVELS)
    if signed_in is None or next_step is Step.SIGN_IN:
        return _to(detour.signing_in(request, door))
    if next_step is Step.SELECT:
        return _select_page(request, door, signed_in)
    if holder is None or next_step is Step.CHOOSE:
        return _to(detour.choosing(door, request.GET))
    yes = Consented(door.sender.client, door.sender.redirect_uri, door.asked, signed_in, holder)
    if next_step is Step.CONSENT:
        return _consent_page(request, door, yes)
    return Granted(_code(request, door.sender, yes, answered), yes)


def _to(page: str) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": page})


def _select_page(request: HttpRequest, door: Door, signed_in: SignIn) -> HttpResponse:
    """Links alone: going on changes nothing, and the mark in them can't be made up."""
    account = signed_in.account
    query = request.GET.copy()
    query[picked.PARAMETER] = picked.mark(account.pk, door.request_key)
    several = len(list(account.holders())) > 1
    context = {
        "client": door.sender.client,
        "person": account.frame(request).person,
        "links": {
            "same": f"{door.start_url}?{query.urlencode()}",
            "choose": detour.choosing(door, query) if several else "",
            "other": detour.signing_in(request, door),
        },
    }
    with _language(door):
        return render(request, "provider/select.html", context)


def _consent_page(request: HttpRequest, door: Door, yes: Consented) -> HttpResponse:
    query = request.GET.copy()
    query[shown.PARAMETER] = shown.mark(yes.holder, yes.client, door.others.named)
    context = {
        "client": yes.client,
        "rows": door.said(yes.holder),
        "asked_once": not door.sender.may_be_another,
        "action": f"{door.decide_url}?{query.urlencode()}",
    }
    with _language(door):
        response = render(request, "provider/consent.html", context)
    return form_targets(response, yes.redirect_uri)


def _language(door: Door) -> translation.override:
    return translation.override(spoken(door.sender.parameters.get("ui_locales", "")))


def _code(request: HttpRequest, sender: Sender, yes: Consented, answered: bool) -> str:
    client_id = yes.client.client_id
    with transaction.atomic():
        if sender.pushed:
            push.use_up(sender.pushed, yes)
        if answered:
            memory.remember(yes.holder, client_id, yes.asked.scopes, yes.beside)
            record(
                "consent.given",
                actor=str(yes.signed_in.account.pk),
                object=f"client:{client_id}",
                detail={"scopes": list(yes.asked.scopes), "claims": yes.beside},
                request=request,
            )
        return issue_code(yes)
