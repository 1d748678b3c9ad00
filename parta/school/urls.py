"""Addresses of the school site."""

from django.urls import URLPattern, URLResolver, include, path

from parta.kit.ui import errors
from parta.school.front import front

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("", include("parta.kit.ui.urls")),
    path("rt/", include("parta.live.urls")),
    path("", include("parta.school.signin.urls")),
    path("", include("parta.school.learning.urls")),
    path("", include("parta.school.lessons.urls")),
    path("", include("parta.school.diary.urls")),
    path("", include("parta.school.register.urls")),
    path("", include("parta.school.administration.urls")),
    path("", include("parta.school.phone.urls")),
]

handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
