"""How a person wants the pages: light or dark, Russian or English.  Works without script."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language_info
from django.views.decorators.http import require_http_methods
from jinja2 import pass_context
from jinja2.runtime import Context

from parta.kit.own_path import own_path

THEMES: Final = ("system", "light", "dark")
THEME_COOKIE: Final = "theme"  # shared by the three sites on one host, and meant to be
YEAR: Final = 365 * 24 * 3600


@pass_context
def theme(context: Context) -> str:
    """The person's choice, "system" where there is none or no request."""
    return chosen_theme(context.get("request"))


def chosen_theme(request: HttpRequest | None) -> str:
    value = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return value if value in THEMES else "system"


def language_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """The language of the cookie, else the installation's.

    Not Django's LocaleMiddleware: a browser set to English in a Russian school
    is common, and its owner expects Russian.
    """

    def middleware(request: HttpRequest) -> Any:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = {code for code, _ in settings.LANGUAGES}
        translation.activate(language if language in known else settings.LANGUAGE_CODE)
        return get_response(request)

    return middleware


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """The page of the choice, and the choice itself."""
    if request.method != "POST":
        back = own_path(request.GET.get("next", "/"))
        return render(
            request,
            "ui/look.html",
            {"next": back, "codes": [code for code, _ in settings.LANGUAGES]},
        )
    response = HttpResponseRedirect(own_path(request.POST.get("next", "/")))
    if request.POST.get("theme") in THEMES:
        _keep(response, THEME_COOKIE, request.POST["theme"])
    if request.POST.get("language") in {code for code, _ in settings.LANGUAGES}:
        _keep(response, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    return response


def language_name(code: str) -> str:
    """A language under its own name."""
    return str(get_language_info(code)["name_local"]).capitalize()


def _keep(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
