"""Addresses of the civic site."""

from django.urls import URLPattern, URLResolver, include, path

from parta.civic.front import front
from parta.kit.ui import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("", include("parta.kit.ui.urls")),
    path("", include("parta.idp.accounts.urls")),
    path("", include("parta.idp.factors.urls")),
    path("", include("parta.idp.cabinet.urls")),
    path("", include("parta.idp.provider.urls")),
    path("", include("parta.idp.operators.urls")),
    path("", include("parta.civic.registration.urls")),
    path("", include("parta.civic.cabinet.urls")),
    path("", include("parta.civic.assurance.urls")),
    path("", include("parta.civic.family.urls")),
    path("", include("parta.civic.bank.urls")),
    path("", include("parta.civic.desk.urls")),
    path("", include("parta.civic.esia.urls")),
]

handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
