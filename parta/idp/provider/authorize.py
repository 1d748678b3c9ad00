"""The authorization endpoint: sign-in and consent where they are missing, then a code.

decide() of rules.py says what comes next; this module only shows it.  The
consent form posts to an address of its own, which asks decide() again: it can
be posted to directly, so it trusts nothing that the page was shown before.
"""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from parta.audit import record
from parta.idp.accounts.account import model
from parta.idp.accounts.claims import known_scopes
from parta.idp.accounts.language import spoken
from parta.idp.consent import memory
from parta.idp.consent.rows import rows
from parta.idp.provider import answers, push, rules, shown
from parta.idp.provider.detour import to_choose, to_sign_in
from parta.idp.provider.errors import Error, Refused, Unanswerable
from parta.idp.provider.grants import Consented, issue_code
from parta.idp.provider.rules import Step
from parta.idp.provider.sender import Sender, sender_of
from parta.idp.provider.standing import present, standing
from parta.kit.ui.csp import form_targets


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """A client may send the person by POST too; nothing is decided before the GET."""
    if request.method == "POST":
        again = f"{request.path}?{request.POST.urlencode()}"
        return HttpResponse(status=303, headers={"Location": again})
    return _answer(request, answered=False)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """The person's press on the consent page."""
    return _answer(request, answered=True)


def _answer(request: HttpRequest, answered: bool) -> HttpResponse:
    try:
        sender = sender_of(request.GET)
        try:
            return _step(request, sender, answered)
        except Refused as refused:
            return answers.back(sender.redirect_uri, sender.state, answers.refusal(refused))
    except Unanswerable as unanswerable:
        return answers.unanswerable(request, unanswerable)


def _step(request: HttpRequest, sender: Sender, answered: bool) -> HttpResponse:
    asked = rules.check(sender.parameters, known_scopes(), sender.client.scopes)
    if answered and request.POST.get("decision") != "allow":
        raise Refused(Error.ACCESS_DENIED)
    signed_in, holder = person = present(request)
    mark = request.GET.get(shown.PARAMETER, "")
    answered = answered and shown.fits(mark, holder, sender.client)
    stands = standing(request, sender, asked, person, answered)
    step = rules.decide(asked, stands, model().LEVELS)
    if signed_in is None or step is Step.SIGN_IN:
        return to_sign_in(request, sender, asked.code_challenge)
    if holder is None or step is Step.CHOOSE:
        return to_choose(request, sender)
    yes = Consented(sender.client, sender.redirect_uri, asked, signed_in, holder)
    if step is Step.CONSENT:
        return _consent_page(request, sender, yes)
    code = _grant(request, sender, yes, answered)
    return answers.back(sender.redirect_uri, sender.state, {"code": code})


def _consent_page(request: HttpRequest, sender: Sender, yes: Consented) -> HttpResponse:
    query = request.GET.copy()
    query[shown.PARAMETER] = shown.mark(yes.holder, yes.client)
    with translation.override(spoken(sender.parameters.get("ui_locales", ""))):
        response = render(
            request,
            "provider/consent.html",
            {
                "client": yes.client,
                "rows": rows(yes.holder, yes.asked.scopes, yes.beside),
                "action": f"{reverse('decide')}?{query.urlencode()}",
            },
        )
    return form_targets(response, yes.redirect_uri)


def _grant(request: HttpRequest, sender: Sender, yes: Consented, answered: bool) -> str:
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
