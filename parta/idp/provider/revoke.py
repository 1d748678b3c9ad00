"""A client gives a token back (RFC 7009): it is dead from then on."""

from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse

from parta.idp.provider import answers, grants
from parta.idp.provider.clients import client_endpoint
from parta.idp.provider.cors import cors
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.models import AccessToken, Client, RefreshToken, digest


@cors
@client_endpoint
def revoke(client: Client, form: dict[str, str]) -> HttpResponse:
    """A refresh token takes its whole grant along; an access token goes alone.

    `token_type_hint` is not needed.  An unknown token is as good as dead already.
    """
    if "token" not in form:
        raise Refused(Error.INVALID_REQUEST, "token is missing.")
    end(form["token"], client)
    return HttpResponse(headers=answers.NO_STORE)


def end(token: str, client: Client) -> None:
    """Refused for a token that another client got."""
    kept = digest(token)
    access = AccessToken.objects.filter(hash=kept).select_related("grant").first()
    found = access or RefreshToken.objects.filter(hash=kept).select_related("grant").first()
    if found is None:
        return
    if found.grant.client_id != client.pk:
        raise Refused(Error.INVALID_REQUEST, "The token is not this client's.")
    if access is None:
        grants.revoke(Q(pk=found.grant_id))
        return
    with transaction.atomic():
        access.delete()
