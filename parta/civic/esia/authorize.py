"""The ESIA's front door: a signed request becomes a way through sign-in and consent to a code.

First sight of a request proves it and puts it away; from then on the browser
carries a key.  So a slow sign-in outlives the request's time, and a reload is
no second use of its state.
"""

from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from parta.civic.citizens.models import Citizen, Level
from parta.civic.esia import answers, asking, proof, rules, scopes, shown_children, systems
from parta.civic.esia.consent_rows import rows
from parta.civic.esia.errors import Fault, Refusal
from parta.civic.esia.models import Asking, System
from parta.civic.esia.rules import Generation, Step
from parta.idp.accounts import session
from parta.idp.accounts.account import Account
from parta.idp.consent import memory
from parta.idp.provider import answers as common
from parta.idp.provider.door import NOBODY, Door, Others
from parta.idp.provider.errors import Refused, Unanswerable, Why
from parta.idp.provider.rules import Asked
from parta.idp.provider.sender import Sender
from parta.idp.provider.way import Granted, step
from parta.kit import clock

KEY = "asked"


@require_http_methods(["GET"])
def old(request: HttpRequest) -> HttpResponse:
    return _first_sight(request, Generation.OLD)


@require_http_methods(["GET"])
def current(request: HttpRequest) -> HttpResponse:
    return _first_sight(request, Generation.CURRENT)


def _first_sight(request: HttpRequest, generation: Generation) -> HttpResponse:
    client_id = request.GET.get("client_id", "")
    try:
        system, redirect_uri = _addressed(request)
    except Refusal as refusal:
        answers.log(request, refusal, client_id)
        return answers.page(request, refusal)
    try:
        key = _proved(request, system, generation)
    except Refusal as refusal:
        answers.log(request, refusal, client_id)
        state = request.GET.get("state", "")
        known = state if rules.STATE.fullmatch(state) else ""
        return answers.back(redirect_uri, answers.refusal_of(refusal, known))
    location = f"{reverse('esia-go')}?{urlencode({KEY: key})}"
    return HttpResponse(status=302, headers={"Location": location, **answers.NO_STORE})


def _addressed(request: HttpRequest) -> tuple[System, str]:
    """Who asks and where the answer goes: till both are sure, nothing is sent anywhere."""
    found = []
    for name in ("client_id", "redirect_uri"):
        values = request.GET.getlist(name)
        if not any(values):
            raise Refusal(Fault.MISSING, f"{name} is missing")
        if len(values) > 1 or "\x00" in values[0]:
            raise Refusal(Fault.PARAMETER, f"{name} is given more than once or is no text")
        found.append(values[0])
    system = systems.find(found[0])
    if found[1] not in system.client.redirect_uris:
        raise Refusal(Fault.REDIRECT, f"redirect_uri {found[1][:200]!r} is not registered")
    return system, found[1]


def _proved(request: HttpRequest, system: System, generation: Generation) -> str:
    given, now = rules.once(dict(request.GET.lists())), clock.now()
    rules.require(Step.AUTHORIZE, given)
    state = rules.state(given)
    rules.check_time(given["timestamp"], now)
    if given["response_type"] != "code":
        raise Refusal(Fault.PARAMETER, "response_type is not code")
    wanted = rules.scopes(given, scopes.CLAIMS, system.scopes)
    kept = {
        "state": given["state"],
        "redirect_uri": given["redirect_uri"],
        "scopes": [*wanted, *([scopes.OFFLINE] if rules.offline(given) else [])],
        "code_challenge": rules.challenge(generation, given),
    }
    proof.check(system, generation, Step.AUTHORIZE, given, now)
    return asking.remember(system, state, kept)


@require_http_methods(["GET", "HEAD"])
def go(request: HttpRequest) -> HttpResponse:
    return _on_the_way(request, answered=False)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """The person's press on the consent page."""
    return _on_the_way(request, answered=True)


def _on_the_way(request: HttpRequest, answered: bool) -> HttpResponse:
    kept = asking.find(request.GET.get(KEY, ""))
    if kept is None:
        return common.unanswerable(request, Unanswerable(Why.STALE))
    state, redirect_uri = kept.parameters["state"], kept.parameters["redirect_uri"]
    try:
        found = _step(request, kept, answered)
    except Refusal as refusal:
        answers.log(request, refusal, kept.system_id)
        return answers.back(redirect_uri, answers.refusal_of(refusal, state))
    if isinstance(found, HttpResponse):
        return found
    return answers.back(redirect_uri, {"code": found.code, "state": state})


def _step(request: HttpRequest, kept: Asking, answered: bool) -> HttpResponse | Granted:
    door = _door(request, kept)
    try:
        found = step(request, door, answered)
    except Refused as refused:
        raise answers.to_refusal(refused) from None
    if isinstance(found, Granted):
        asking.answer(kept, found.yes.signed_in.sid)
        if answered:
            _keep_apart(found.yes.signed_in.account, door)
    return found


def _keep_apart(account: Account, door: Door) -> None:
    """Beside the ESIA's scopes: the claims, in words that every page knows, and the children."""
    wanted = door.asked.scopes
    with transaction.atomic():
        client_id = door.sender.client.client_id
        consent = memory.remember(account, client_id, wanted, scopes.claims(wanted))
        shown_children.remember(consent, door.others.named)


def _door(request: HttpRequest, kept: Asking) -> Door:
    wanted = tuple(kept.parameters["scopes"])
    asked = Asked(
        scopes=wanted,
        code_challenge=kept.parameters["code_challenge"],
        nonce="",
        prompts=frozenset(),
        max_age=None,
        levels=(Level.CONFIRMED.acr,) if kept.system.confirmed_only else (),
    )
    sent = {name: kept.parameters[name] for name in ("state", "redirect_uri")}
    sender = Sender(kept.system.client, sent["redirect_uri"], sent)
    paths = reverse("esia-go"), reverse("esia-decide")
    others = _others(request, kept, wanted)
    return Door(sender, asked, *paths, rows=lambda holder: rows(holder, wanted), others=others)


def _others(request: HttpRequest, kept: Asking, wanted: tuple[str, ...]) -> Others:
    signed_in = session.current(request)
    if signed_in is None:
        return NOBODY
    assert isinstance(signed_in.account, Citizen)
    return shown_children.others(signed_in.account, kept.system_id, wanted)
