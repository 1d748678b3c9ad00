"""The site with a page called "choose", whether it has one of its own or not."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def choose(request: HttpRequest) -> HttpResponse:
    return HttpResponse("choose")


urlpatterns = [
    path("", include("tests.idp.site_urls")),
    path("choose-here", choose, name="choose"),  # of two with a name the last one is meant
]
