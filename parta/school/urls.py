"""Addresses of the school site."""

from django.urls import URLPattern, URLResolver, include, path

from parta.kit.ui import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("parta.kit.ui.urls")),
    path("rt/", include("parta.live.urls")),
]

handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
