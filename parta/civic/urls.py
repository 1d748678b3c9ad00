"""Addresses of the civic site."""

from django.urls import URLPattern, URLResolver, include, path

from parta.civic.front import front
from parta.kit.ui import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("", include("parta.kit.ui.urls")),
    path("", include("parta.idp.accounts.urls")),
    path("", include("parta.idp.provider.urls")),
]

handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
