"""Who the bearer of an access token is, as far as the granted scopes tell."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from parta.idp.accounts.claims import released
from parta.idp.provider import answers
from parta.idp.provider.clients import FORM
from parta.idp.provider.cors import cors
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.grants import find_token
from parta.idp.provider.models import Client
from parta.idp.provider.parameters import once
from parta.idp.provider.subjects import subject


@cors
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def userinfo(request: HttpRequest) -> HttpResponse:
    try:
        token = _bearer(request)
        grant = find_token(token) if token else None
        holder = grant.account.held(grant.holder) if grant else None
        if grant is None or holder is None or not _is_ours(grant.client):
            raise Refused(Error.INVALID_TOKEN)
    except Refused as refused:
        return answers.json_refusal(refused, f'Bearer error="{refused.error}"')
    sub = subject(grant.holder, grant.client.sector)
    known = released(holder, grant.scopes, grant.userinfo_claims)
    return answers.json({"sub": sub, **known})


def _is_ours(client: Client) -> bool:
    """Tokens of another dialect open its own doors alone: its scopes may sound like ours."""
    return "openid" in client.scopes


def _bearer(request: HttpRequest) -> str:
    """The token, from the header or the form, never from the address (RFC 6750 §2)."""
    form = once(request.POST) if request.content_type == FORM else {}
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if value and "access_token" in form:
        raise Refused(Error.INVALID_REQUEST, "The token is given twice.")
    return value.strip() if scheme.lower() == "bearer" else form.get("access_token", "")
