"""How the person before us stands to one request."""

from datetime import timedelta

from django.http import HttpRequest

from parta.idp.accounts import session
from parta.idp.accounts.account import Holder
from parta.idp.accounts.session import SignIn
from parta.idp.consent import memory
from parta.idp.provider import fresh, jose, picked
from parta.idp.provider.door import Door
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.models import Client
from parta.idp.provider.rules import Asked, Standing
from parta.idp.provider.sender import Sender
from parta.idp.provider.subjects import is_known_as
from parta.kit import clock

Person = tuple[SignIn | None, Holder | None]


def present(request: HttpRequest) -> Person:
    """Who is signed in, and whose data the session stands for."""
    signed_in = session.current(request)
    return signed_in, signed_in.account.holder(request) if signed_in else None


def standing(request: HttpRequest, door: Door, person: Person, answered: bool) -> Standing:
    """`answered`: the person has just agreed to this very request."""
    sender, asked = door.sender, door.asked
    meant = _meant(sender, asked)
    signed_in, holder = person
    if signed_in is None:
        return Standing(age=None)
    since = fresh.since(request.GET.get(fresh.PARAMETER, ""), door.request_key)
    return Standing(
        age=timedelta(seconds=clock.now().timestamp() - signed_in.at),
        fresh=since is not None and signed_in.at >= since,
        picked=_picked(request, door, signed_in),
        chosen=holder is not None,
        other=holder is not None and not _is(holder, sender.client, meant),
        level=holder.acr if holder else "",
        agreed=answered or (holder is not None and _covered(holder, door)),
        answered=answered,
    )


def _picked(request: HttpRequest, door: Door, signed_in: SignIn) -> bool:
    mark = request.GET.get(picked.PARAMETER, "")
    return bool(mark) and picked.fits(mark, signed_in.account.pk, door.request_key)


def _covered(holder: Holder, door: Door) -> bool:
    sender, asked = door.sender, door.asked
    if sender.may_be_another or not door.others.covered:
        return False
    beside = sender.client.may_learn(asked.wanted.names)
    return memory.covers(holder, sender.client.client_id, asked.scopes, beside)


def _meant(sender: Sender, asked: Asked) -> set[str]:
    """The subjects that the client means; empty where anybody will do."""
    hint = sender.parameters.get("id_token_hint", "")
    claims = jose.own(hint) if hint else {}
    if hint and claims.get("aud") != sender.client.client_id:
        raise Refused(Error.INVALID_REQUEST, "id_token_hint is no ID token of this client.")
    return {str(subject) for subject in (claims.get("sub"), asked.wanted.subject) if subject}


def _is(holder: Holder, client: Client, meant: set[str]) -> bool:
    return all(is_known_as(holder.pk, client.sector, subject) for subject in meant)
