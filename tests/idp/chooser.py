"""The site with a page called "choose", whether it has one of its own or not."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def choose(request: HttpRequest) -> HttpResponse:
    return HttpResponse("choose")


HERE = path("choose-here", choose, name="choose")
urlpatterns = [HERE, path("", include(f"parta.{settings.SITE}.urls"))]
