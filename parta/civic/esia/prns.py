"""`/rs/prns/{oid}`: the data of the person who has granted the bearer's token, and of nobody else.

A collection names its elements by links; `?embed=(…)` puts them in their place.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parta.civic.citizens.models import Citizen
from parta.civic.esia import answers, kids, persons, scopes, shown_children
from parta.civic.esia.errors import Fault, Refusal
from parta.civic.esia.models import System
from parta.civic.esia.oids import oid
from parta.civic.esia.persons import Thing
from parta.civic.esia.tokens import citizen_of
from parta.idp.provider.grants import find_token
from parta.idp.provider.models import Grant

EMBED = re.compile(r"\(\s*([\w.,\s-]{0,400})\)", re.ASCII)
LONGEST_TOKEN = 8000
ELEMENTS: dict[str, Callable[[Grant], list[Thing]]] = {
    "ctts": lambda grant: persons.contacts(citizen_of(grant), grant.scopes),
    "addrs": lambda _grant: [],  # this site keeps no addresses
    "docs": lambda grant: persons.documents(citizen_of(grant), grant.scopes),
    "kids": lambda grant: [persons.child(one) for one in _children(grant)],
}
EMBEDDED = {
    "contacts.elements": ("contacts", "ctts"),
    "addresses.elements": ("addresses", "addrs"),
    "documents.elements": ("documents", "docs"),
    "kids.elements": ("kids", "kids"),
}
"""What a person can be asked for at once: its name there, and its path."""


@require_safe
def person(request: HttpRequest, number: str) -> HttpResponse:
    def told(grant: Grant) -> Thing:
        found = persons.person(citizen_of(grant), grant.scopes)
        for part in _embed(request):
            if part in EMBEDDED:
                name, path = EMBEDDED[part]
                found[name] = _collection(grant, path, whole=True)
        return found

    return _answer(request, number, told)


@require_safe
def collection(request: HttpRequest, number: str, path: str) -> HttpResponse:
    def told(grant: Grant) -> Thing:
        return _collection(grant, path, whole="elements" in _embed(request))

    return _answer(request, number, told)


@require_safe
def element(request: HttpRequest, number: str, path: str, key: str) -> HttpResponse:
    def told(grant: Grant) -> Thing:
        for thing in _elements(grant, path):
            if str(thing["id"]) == key:
                return thing
        raise Refusal(Fault.FORBIDDEN, f"{key[:20]!r} of {path} is not among the person's")

    return _answer(request, number, told)


def _answer(request: HttpRequest, number: str, told: Callable[[Grant], Thing]) -> HttpResponse:
    grant = _bearer(request)
    if grant is None:
        refusal = Refusal(Fault.GRANT, "no living access token of a client system")
        answers.log(request, refusal, "")
        response = answers.json(answers.refusal_of(refusal, ""), 401)
        response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return response
    try:
        _check_meant(grant, number)
        return answers.json(told(grant))
    except Refusal as refusal:
        answers.log(request, refusal, grant.client_id)
        status = 403 if refusal.fault is Fault.FORBIDDEN else 400
        return answers.json(answers.refusal_of(refusal, ""), status)


def _bearer(request: HttpRequest) -> Grant | None:
    """Tokens of OpenID Connect clients open nothing here."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(token.strip()) <= LONGEST_TOKEN:
        return None
    grant = find_token(token.strip())
    known = grant is not None and System.objects.filter(client_id=grant.client_id).exists()
    return grant if known else None


def _check_meant(grant: Grant, number: str) -> None:
    if number != str(oid(citizen_of(grant))):
        raise Refusal(Fault.FORBIDDEN, "the oid is not the token's")


def _embed(request: HttpRequest) -> list[str]:
    """The parts that are wanted whole.  Clients count: "contacts.elements-1" means the same."""
    text = request.GET.get("embed", "")
    found = EMBED.fullmatch(text)
    if text and not found:
        raise Refusal(Fault.PARAMETER, "embed is not written as (a.elements,b.elements)")
    parts = found[1].split(",") if found else []
    return [re.sub(r"-[0-9]+$", "", part.strip()) for part in parts]


def _collection(grant: Grant, path: str, *, whole: bool) -> Thing:
    found = _elements(grant, path)
    base = f"{settings.PUBLIC_URL}/rs/prns/{oid(citizen_of(grant))}/{path}"
    elements: list[Any] = found if whole else [f"{base}/{thing['id']}" for thing in found]
    return persons.tagged({"stateFacts": ["hasSize"], "size": len(found), "elements": elements})


def _elements(grant: Grant, path: str) -> list[Thing]:
    if not scopes.opens(path, grant.scopes):
        raise Refusal(Fault.FORBIDDEN, f"no granted scope opens {path}")
    return ELEMENTS[path](grant)


def _children(grant: Grant) -> list[Citizen]:
    """Those whom the consent page has named, as long as the person has a say."""
    citizen = citizen_of(grant)
    agreed = shown_children.covered(citizen, grant.client_id)
    return [child for child in kids.of(citizen) if child.pk in agreed]
