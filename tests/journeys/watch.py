"""What no page may do in any journey: call a third party, break its own policy, throw."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

OWN_HOSTS = re.compile(r"127\.0\.0\.1|([a-z]+\.)?localhost")
POLICY = re.compile(r"Content.Security.Policy", re.I)
LOADED_AS_NO_PAGE = re.compile(r"Failed to load resource: the server responded with a status of 4")
"""Chromium's own word on each refusal, on the page that explains it."""


@dataclass
class Watch:
    """Listens to all pages of a browser window."""

    foreign: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    """Whatever the console shows in red: where a server is killed, that is no fault."""

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda fault: self.broken.append(str(fault.error)))
        context.on("page", self._page)

    def verdict(self, *, strict: bool) -> None:
        assert (self.foreign, self.broken) == ([], [])
        assert not strict or self.errors == []

    def _page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._address(socket.url))

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and not OWN_HOSTS.fullmatch(parts.hostname or ""):
            self.foreign.append(url)

    def _console(self, message: ConsoleMessage) -> None:
        if POLICY.search(message.text):
            self.broken.append(message.text)
        elif message.type == "error" and not LOADED_AS_NO_PAGE.search(message.text):
            self.errors.append(message.text)
