"""A page for everything that goes wrong, without a database."""

import logging

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST
from pytest_django import Settings

from parta.kit.ui import errors
from parta.kit.ui import urls as kit


def torn(_request: HttpRequest) -> HttpResponse:
    raise BadRequest("torn")


def closed(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@require_POST
@csrf_protect
def sent(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("sent")


urlpatterns = [
    *kit.urlpatterns,
    path("torn", torn),
    path("closed", closed),
    path("broken", broken),
    path("sent", sent),
]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error


@pytest.fixture
def visitor(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


CASES = [
    ("GET", "/torn", 400, "Адрес или форма не подошли"),
    ("GET", "/closed", 403, "Эта страница вам не открыта"),
    ("POST", "/sent", 403, "Страница была открыта слишком долго"),
    ("GET", "/nowhere", 404, "Такой страницы нет"),
    ("GET", "/sent", 405, "Эта страница открывается иначе"),
    ("GET", "/broken", 500, "У нас что-то сломалось"),
]


@pytest.mark.parametrize(("method", "address", "status", "heading"), CASES)
def test_what_went_wrong_has_a_page(
    visitor: Client, method: str, address: str, status: int, heading: str
) -> None:
    answer = visitor.generic(method, address)
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == status
    assert page.count("<h1>") == 1
    assert f"<h1>{heading}</h1>" in page
    assert page.count('class="btn') == 1
    assert answer.headers["X-Request-Id"] in page


def test_a_wrong_method_still_says_which_one_is_right(visitor: Client) -> None:
    assert visitor.get("/sent").headers["Allow"] == "POST"


def test_the_code_of_a_crash_stands_in_the_log(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        visitor.get("/broken")
    assert "ZeroDivisionError" in caplog.text
