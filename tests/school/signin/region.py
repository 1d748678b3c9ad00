"""A provider that somebody else wrote (npm oidc-provider), in the place of the identity site."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from django.conf import settings as live
from pytest_django import Settings

from parta.oidc import provider as known
from tests.foreign.node import running
from tests.journeys.installation import free_ports

SECRET = "a secret of the region's own, long enough"
HOPS = 10


Options = dict[str, Any]


@dataclass(frozen=True)
class Region:
    issuer: str
    secret: str  # "" for a public client

    def set(self, settings: Settings) -> "Region":
        """The school signs in with it from now on."""
        known.forget()
        settings.SIGNIN_ISSUER, settings.SIGNIN_CLIENT_ID = self.issuer, "school"
        settings.SIGNIN_CLIENT_SECRET = self.secret
        return self


@contextmanager
def regions(options: Mapping[str, Options]) -> Iterator[dict[str, Region]]:
    """One for each of `options`, all of one process."""
    ports = free_ports(len(options))
    told = [
        {**one, "port": port, "client": _client(one)}
        for one, port in zip(options.values(), ports, strict=True)
    ]
    with running("provider.mjs", PROVIDERS=json.dumps(told)) as ready:
        assert ready == "ready"
        yield {
            name: Region(f"http://127.0.0.1:{one['port']}", one["client"].get("client_secret", ""))
            for name, one in zip(options, told, strict=True)
        }


def _client(options: Options) -> Options:
    client = {
        "redirect_uris": [f"{live.PUBLIC_URL}/signin/callback"],
        "post_logout_redirect_uris": [f"{live.PUBLIC_URL}/signout/next/"],
        **options.get("client", {}),
    }
    public = client.get("token_endpoint_auth_method") == "none"
    return client if public else {"client_secret": SECRET, **client}


class Visitor:
    """A browser at the region's pages."""

    def __init__(self) -> None:
        self._client = httpx.Client(trust_env=False)

    def through(self, url: str) -> dict[str, str]:
        """From the address where the school sends to what comes back to it."""
        for _ in range(HOPS):
            answer = self._client.get(url)
            assert answer.status_code in {302, 303}, answer.text
            url = str(answer.url.join(answer.headers["Location"]))
            if url.startswith(live.PUBLIC_URL):
                return dict(parse_qsl(urlsplit(url).query))
        raise AssertionError(f"no way back from {url}")

    def leave(self, url: str) -> str:
        """Through its page that asks whether to sign out, to where it leads back."""
        page = self._client.get(url)
        action = re.search(r'action="([^"]+)"', page.text)
        xsrf = re.search(r'name="xsrf" value="([^"]+)"', page.text)
        assert action, page.text
        assert xsrf, page.text
        form = {"xsrf": xsrf[1], "logout": "yes"}
        return str(self._client.post(action[1], data=form).headers["Location"])


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """An address that takes logout tokens, and those that came."""
    tokens: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            tokens.append(dict(parse_qsl(body))["logout_token"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", tokens
    server.shutdown()
    server.server_close()
