"""Calls to other servers: one client per process, with time-outs and a cap.

Making a client costs about 20 ms (it loads the certificates), so it is made
once and shared by all threads.
"""

import time
from collections.abc import Iterator
from functools import cache

import httpx

TIMEOUT = httpx.Timeout(5.0, connect=3.0)
LIMITS = httpx.Limits(max_connections=32, max_keepalive_connections=8, keepalive_expiry=30)
LARGEST_ANSWER_BYTES = 1024 * 1024
LONGEST_ANSWER_SECONDS = 10.0


class Unfit(httpx.TransportError):
    """The answer is too large, too slow, or packed although we asked for plain bytes."""


@cache
def client() -> httpx.Client:
    """The process's client: follows no redirects, keeps no cookies, knows no netrc.

    Raises httpx.TransportError where there is no answer, or one that is Unfit.
    """
    return httpx.Client(
        transport=_Transport(limits=LIMITS),
        timeout=TIMEOUT,
        trust_env=False,
        headers={"Accept-Encoding": "identity", "User-Agent": "parta"},
    )


class _Transport(httpx.HTTPTransport):
    """Dials names under `.localhost` at 127.0.0.1, since not every resolver knows them."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if host.endswith(".localhost"):
            request = httpx.Request(
                request.method,
                request.url.copy_with(host="127.0.0.1"),
                headers=request.headers,  # Host among them
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
        response = super().handle_request(request)
        if "content-encoding" in response.headers:
            response.close()
            raise Unfit("The answer is compressed.")
        # The client is shared by all visitors: one must not carry another's cookies.
        response.headers.pop("set-cookie", None)
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Bounded(response.stream)
        return response


class _Bounded(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream) -> None:
        self._stream = stream
        self._deadline = time.monotonic() + LONGEST_ANSWER_SECONDS

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if size > LARGEST_ANSWER_BYTES or time.monotonic() > self._deadline:
                raise Unfit("The answer is too large or too slow.")
            yield part

    def close(self) -> None:
        self._stream.close()
