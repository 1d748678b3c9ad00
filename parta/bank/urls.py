"""Addresses of the demo bank."""

from django.urls import URLPattern, URLResolver, include, path

from parta.bank.pages import account, front
from parta.kit.ui import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("account", account, name="account"),
    path("", include("parta.kit.ui.urls")),
    path("", include("parta.idp.accounts.urls")),
    path("", include("parta.idp.factors.urls")),
    path("", include("parta.idp.cabinet.urls")),
    path("", include("parta.idp.provider.urls")),
]

handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
