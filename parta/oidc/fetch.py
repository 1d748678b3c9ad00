"""One question to a provider, one JSON object back; nothing else is taken.

parta.kit.http bounds the size and the time of an answer and follows no redirect.
A provider that hangs must not hold all threads of the site: while its last
answer did not come, one thread at a time tries it, the others say so at once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import httpx

from parta.kit import http
from parta.oidc.refusal import Stop, Why

_silent: set[str] = set()  # hosts whose last answer did not come
_trial = Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    ok: bool
    body: Mapping[str, Any]


def get(url: str, bearer: str = "") -> Answer:
    """GET `url`.  Stops the flow unless a JSON object comes back."""
    return _ask("GET", url, headers={"Authorization": f"Bearer {bearer}"} if bearer else {})


def post(url: str, form: Mapping[str, str], basic: tuple[str, str] | None = None) -> Answer:
    """POST `form` to `url`.  Stops the flow unless a JSON object comes back."""
    return _ask("POST", url, data=form, auth=httpx.BasicAuth(*basic) if basic else None)


def _ask(method: str, url: str, **options: Any) -> Answer:
    try:
        with _turn(urlsplit(url).netloc):
            response = http.client().request(method, url, **options)
        body = response.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as error:
        raise Stop(Why.UNREACHABLE, f"{method} {url}: {type(error).__name__}") from error
    if not isinstance(body, dict):
        raise Stop(Why.UNREACHABLE, f"{method} {url}: not an object")
    return Answer(response.is_success, body)


@contextmanager
def _turn(host: str) -> Iterator[None]:
    trial = host in _silent
    if trial and not _trial.acquire(blocking=False):
        raise Stop(Why.UNREACHABLE, f"{host} is being tried")
    try:
        yield
    except httpx.TransportError:
        _silent.add(host)
        raise
    else:
        _silent.discard(host)
    finally:
        if trial:
            _trial.release()
