"""One client: written down anew or changed, its secrets, its days."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.accounts import fresh, typed
from parta.idp.factors.own_sign_ins import moment
from parta.idp.operators import register
from parta.idp.operators.access import actor, client_with_id, for_operators, opened_fresh
from parta.idp.operators.client_form import TYPED, ClientForm, filled
from parta.idp.operators.frame import frame
from parta.idp.provider import client_secrets, sign_ins
from parta.idp.provider.drawn import draw, readable
from parta.idp.provider.models import Client, ClientAuth
from parta.idp.provider.registry import Unfit

DAYS = 14


@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
@typed.keeps(*TYPED)
@for_operators
@opened_fresh
def new(request: HttpRequest) -> HttpResponse:
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        try:
            client, secret = register.add(form, request)
        except Unfit as unfit:
            form.add_error(None, str(unfit))
        else:
            if secret is None:
                return redirect("operator-client", client_id=client.client_id)
            return _shown_once(request, client, secret)
    shown = {"frame": frame(request), "form": form}
    return render(request, "operators/client_new.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@typed.keeps(*TYPED)
@for_operators
@opened_fresh
def client(request: HttpRequest, client_id: str) -> HttpResponse:
    """A dialect's client is seen here; what it is, its own command says."""
    found = client_with_id(client_id)
    form = _form(request, found)
    if request.method == "POST" and found.speaks_openid and form.is_valid():
        try:
            register.change(found, form, request)
        except Unfit as unfit:
            form.add_error(None, str(unfit))
        else:
            return redirect(f"{reverse('operator-client', args=[client_id])}?changed=client")
    return _page(request, found, form=form)


@sensitive_variables("secret")
@require_POST
@for_operators
@fresh.required
def new_secret(request: HttpRequest, client_id: str) -> HttpResponse:
    """The old one works on until it is ended."""
    found = client_with_id(client_id)
    try:
        drawn = readable(request.POST.get("drawn", ""))
        secret = client_secrets.rotate(found, actor(request), drawn=drawn, request=request)
    except client_secrets.ShownAlready:
        return redirect("operator-client", client_id=client_id)
    except Unfit:
        return _page(request, found, refused="two-secrets", status=409)
    return _shown_once(request, found, secret)


@require_POST
@for_operators
@fresh.required
def end_old_secret(request: HttpRequest, client_id: str) -> HttpResponse:
    found = client_with_id(client_id)
    client_secrets.end_old(found, actor(request), request)
    return redirect(f"{reverse('operator-client', args=[client_id])}?changed=secret")


@require_POST
@for_operators
@fresh.required
def switch(request: HttpRequest, client_id: str) -> HttpResponse:
    found, on = client_with_id(client_id), request.POST.get("on") == "yes"
    register.switch(found, request, on=on)
    return redirect(f"{reverse('operator-client', args=[client_id])}?changed=switch")


def _form(request: HttpRequest, found: Client | None) -> ClientForm:
    if request.method == "POST":
        return ClientForm(request.POST, request.FILES)
    return ClientForm(initial=filled(found) | typed.before(request))


def _shown_once(request: HttpRequest, found: Client, secret: str) -> HttpResponse:
    """On the answer to the press alone: it is kept nowhere, so no page can bring it back."""
    shown = {"frame": frame(request), "client": found, "secret": secret}
    return render(request, "operators/secret.html", shown)


def _page(
    request: HttpRequest,
    found: Client,
    *,
    form: ClientForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "frame": frame(request),
        "client": found,
        "form": form or ClientForm(initial=filled(found)),
        "secrets": client_secrets.living(found) if found.auth == ClientAuth.SECRET else [],
        "days": sign_ins.of_all(DAYS).get(found.client_id, {}),
        "changed": request.GET.get("changed", ""),
        "refused": refused,
        "drawn": draw(),
        "moment": moment,
    }
    return render(request, "operators/client.html", shown, status=status)
