"""/oauth2/user_info and /oauth2/public_info: who the person is, whole and masked."""

from datetime import date
from typing import Any

from parta.idp.accounts.account import Holder
from parta.idp.accounts.claims import released
from parta.idp.provider import jose
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.grants import find_token
from parta.idp.provider.models import Client, Grant, Subject
from parta.kit import clock
from parta.kit.ui.contacts import masked
from parta.kit.ui.dates import numeric
from parta.learnid.vkid.endpoint import Given, endpoint
from parta.learnid.vkid.numbers import number

SEX = {"female": 1, "male": 2}
"""VK's numbers."""


@endpoint
def user_info(client: Client, given: Given) -> dict[str, Any]:
    grant = granted(client, given)
    return {"user": {"user_id": str(number(grant.holder, client)), **_known(grant)}}


@endpoint
def public_info(client: Client, given: Given) -> dict[str, Any]:
    """For a page that offers to go on as somebody: as much as that person knows by heart."""
    grant = _told_by(client, given.get("id_token", ""))
    known = _known(grant)
    shown = {"user_id": str(number(grant.holder, client)), "first_name": known["first_name"]}
    shown["last_name"] = f"{known['last_name'][:1]}."
    if "phone" in known:
        shown["phone"] = masked(f"+{known['phone']}")
    return {"user": shown}


def granted(client: Client, given: Given) -> Grant:
    """What the access token was given for: to this very app, and the person is still there."""
    grant = find_token(given.get("access_token", ""))
    if grant is None or grant.client_id != client.client_id:
        raise Refused(Error.INVALID_TOKEN)
    if grant.account.held(grant.holder) is None:
        raise Refused(Error.INVALID_TOKEN)
    return grant


def _told_by(client: Client, id_token: str) -> Grant:
    """A grant that stands, of the person and the session that the ID token names."""
    claims = jose.own(id_token)
    ours = claims.get("aud") == client.client_id and "app" in claims  # no logout token, say
    if not ours or claims["exp"] <= clock.now().timestamp():
        raise Refused(Error.INVALID_TOKEN)
    person = Subject.objects.filter(subject=claims["sub"], sector=client.sector).first()
    standing = Grant.objects.filter(client=client, sid=claims["sid"], revoked_at=None)
    of_them = standing.order_by("begun_at")
    grant = of_them.filter(holder=person.holder).last() if person else None
    if grant is None or not grant.account.is_active or grant.account.held(grant.holder) is None:
        raise Refused(Error.INVALID_TOKEN)
    return grant


def _known(grant: Grant) -> dict[str, Any]:
    """In VK's words.  What the person did not let the app know is left out."""
    holder = grant.account.held(grant.holder)
    return in_words(holder, grant.scopes) if holder else {}


def in_words(holder: Holder, scopes: list[str]) -> dict[str, Any]:
    claims = {name: str(value) for name, value in released(holder, scopes).items()}
    known = {
        "first_name": claims["given_name"],
        "last_name": claims["family_name"],
        "phone": claims.get("phone_number", "").removeprefix("+"),
        "sex": SEX[claims["gender"]],
        "birthday": numeric(date.fromisoformat(claims["birthdate"])),
    }
    return {**{name: value for name, value in known.items() if value}, "verified": False}
