"""Every header that a page carries, whole."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from parta.kit import settings as shared
from parta.kit.ui import csp, errors
from parta.kit.ui import urls as kit
from parta.kit.ui.permissions import with_camera


def plain(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


def keys(_request: HttpRequest) -> HttpResponse:
    return JsonResponse({}, headers={"Cache-Control": "max-age=300"})


def form(_request: HttpRequest) -> HttpResponse:
    return csp.form_targets(HttpResponse("form"), "https://diary.example:8443/in?code=1", "app:/in")


urlpatterns = [
    *kit.urlpatterns,
    path("plain", plain),
    path("keys", keys),
    path("form", form),
    path("lesson", with_camera(plain)),
]
handler404 = errors.not_found

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self' wss://hub.example https://hub.example{media}; "
    "form-action 'self'{forms}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
MEDIA = " wss://media.example https://media.example"
CLOSED = "camera=(), microphone=(), display-capture=(), geolocation=(), payment=(), usb=()"
OPEN = (
    "camera=(self), microphone=(self), display-capture=(self), screen-wake-lock=(self), "
    "geolocation=(), payment=(), usb=()"
)


@pytest.fixture(autouse=True)
def site(settings: Settings) -> Iterator[None]:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = shared.MIDDLEWARE
    settings.HUB_URL = "wss://hub.example"
    settings.LIVEKIT_URL = "wss://media.example"
    csp.policy.cache_clear()
    yield
    csp.policy.cache_clear()


def headers(**changes: str) -> dict[str, str]:
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": POLICY.format(media=MEDIA, forms=""),
        "Permissions-Policy": CLOSED,
        "Cache-Control": "private, no-store",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    } | {name.replace("_", "-"): value for name, value in changes.items()}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/plain", headers()),
        ("/lesson", headers(Permissions_Policy=OPEN)),
        ("/keys", headers(Content_Type="application/json", Cache_Control="max-age=300")),
        (
            "/form",
            headers(
                Content_Security_Policy=POLICY.format(
                    media=MEDIA, forms=" https://diary.example:8443 app:"
                )
            ),
        ),
        ("/robots.txt", headers(Content_Type="text/plain", Cache_Control="max-age=86400")),
    ],
)
def test_a_page_carries_these_headers_and_no_others(
    client: Client, address: str, expected: dict[str, str]
) -> None:
    own = {"Content-Length", "X-Request-Id", "Vary"}
    answer = client.get(address)
    assert {n: v for n, v in answer.headers.items() if n not in own} == expected


def test_a_site_without_lessons_names_no_media_server(client: Client, settings: Settings) -> None:
    del settings.LIVEKIT_URL
    answer = client.get("/plain")
    assert answer.headers["Content-Security-Policy"] == POLICY.format(media="", forms="")


def test_an_absent_page_is_as_strict_as_any(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert answer.headers["Content-Security-Policy"] == POLICY.format(media=MEDIA, forms="")


def test_a_long_page_is_compressed(client: Client) -> None:
    answer = client.get("/look/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://diary.example/in?x=1#y", "https://diary.example"),
        ("http://127.0.0.1:8000/in", "http://127.0.0.1:8000"),
        ("org.example.app:/in", "org.example.app:"),
    ],
)
def test_an_origin_is_scheme_host_and_port(address: str, expected: str) -> None:
    assert csp.origin(address) == expected


def test_a_view_keeps_its_name_behind_the_camera() -> None:
    opened: Callable[[HttpRequest], HttpResponse] = with_camera(plain)
    assert opened.__name__ == "plain"
    answer = opened(RequestFactory().get("/"))
    assert answer.headers["Permissions-Policy"] == OPEN
