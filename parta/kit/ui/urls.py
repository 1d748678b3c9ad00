"""Addresses that every site has."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from parta.kit.ui.look import look

ROBOTS = "User-agent: *\nAllow: /$\nDisallow: /\n"


def robots(_request: HttpRequest) -> HttpResponse:
    """Only the front page is for search engines: the rest is behind a sign-in."""
    return HttpResponse(ROBOTS, "text/plain", headers={"Cache-Control": "max-age=86400"})


urlpatterns = [path("look/", look, name="look"), path("robots.txt", robots, name="robots")]
