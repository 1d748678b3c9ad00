"""The peer's addresses: its page, and the names that its links need."""

from django.urls import include, path

from bench.peer.views import diary

urlpatterns = [
    path("diary/", diary, name="diary"),
    path("", include("parta.kit.ui.urls")),
    path("", include("parta.school.signin.urls")),
    path("", include("parta.school.lessons.urls")),
]
