"""Addresses of the learnid site."""

from django.urls import URLPattern, URLResolver, include, path

from parta.kit.ui import errors
from parta.learnid.front import front
from parta.learnid.legal import privacy, terms

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("terms", terms, name="terms"),
    path("privacy", privacy, name="privacy"),
    path("", include("parta.learnid.cabinet.urls")),
    path("", include("parta.learnid.signin.urls")),
    path("", include("parta.kit.ui.urls")),
    path("", include("parta.idp.accounts.urls")),
    path("", include("parta.idp.factors.urls")),
    path("", include("parta.idp.cabinet.urls")),
    path("", include("parta.learnid.vkid.urls")),  # its /authorize hands on to the provider's
    path("", include("parta.idp.provider.urls")),
    path("", include("parta.idp.operators.urls")),
]

handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
