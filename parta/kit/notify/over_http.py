"""A question to a gateway over HTTP, and its answer as JSON; secrets stand in neither's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import httpx

from parta.kit import http
from parta.kit.notify.gateway import Down

TIMEOUT = httpx.Timeout(5.0, connect=3.0)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any  # JSON


def post(
    url: str,
    *,
    form: Mapping[str, str] | None = None,
    json: Mapping[str, Any] | None = None,
    auth: tuple[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """The answer, whatever its status below 500.

    Raises Down where there is none, or none that is JSON.  Everything goes into the
    body and the headers: addresses end in other people's logs.
    """
    try:
        response = http.client().post(
            url,
            data=form,
            json=json,
            auth=auth or httpx.USE_CLIENT_DEFAULT,
            headers=headers,
            timeout=TIMEOUT,
        )
    except httpx.TimeoutException:
        raise Down("no answer in time") from None
    except httpx.HTTPError as error:
        raise Down(f"no answer: {type(error).__name__}") from None
    if response.status_code >= 500:
        raise Down(f"HTTP {response.status_code}")
    try:
        return Answer(response.status_code, response.json())
    except ValueError:
        raise Down(f"HTTP {response.status_code} without JSON") from None


def roubles(value: object) -> Decimal | None:
    """A price as gateways write it: "1.40", 1.4, or something else."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < 1000 else None
