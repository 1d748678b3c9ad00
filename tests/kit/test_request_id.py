"""Each request has a code of its own that support can ask for."""

import logging

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from parta.kit.request_id import ALPHABET, RequestIdMiddleware, WithRequestId


def line() -> str:
    record = logging.LogRecord("parta", logging.INFO, "", 0, "", (), None)
    WithRequestId().filter(record)
    return str(record.request_id)  # type: ignore[attr-defined]


def test_the_code_is_in_the_request_the_log_and_the_answer() -> None:
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.extend([request.request_id, line()])  # type: ignore[attr-defined]
        return HttpResponse()

    answer = RequestIdMiddleware(view)(RequestFactory().get("/"))
    assert seen == [answer["X-Request-Id"]] * 2
    assert len(seen[0]) == 8
    assert set(seen[0]) <= set(ALPHABET)
    assert line() == "-"


def test_a_code_from_outside_is_not_believed() -> None:
    request = RequestFactory().get("/", headers={"X-Request-Id": "EVIL"})
    answer = RequestIdMiddleware(lambda _: HttpResponse())(request)
    assert answer["X-Request-Id"] != "EVIL"
