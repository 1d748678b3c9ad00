"""The same lesson, before a real media server; skipped where none is built yet."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.media_server import KEY, SECRET, MediaServer, program, running


@dataclass
class Reports:
    """Catches what the media server reports, to be told to the school later."""

    port: int = 0
    _caught: "queue.Queue[tuple[str, bytes]]" = field(default_factory=queue.Queue)

    def catch(self, authorization: str, body: bytes) -> None:
        self._caught.put((authorization, body))

    def tell_until(self, event: str) -> None:
        """Hand reports on to the school until one of that kind has been."""
        kind = f'"event":"{event}"'.encode()
        while True:
            authorization, body = self._caught.get(timeout=10)
            self._tell(authorization, body)
            if kind in body:
                return

    def _tell(self, authorization: str, body: bytes) -> None:
        answer = Client().post(
            "/lessons/webhook",
            body,
            content_type="application/webhook+json",
            headers={"Authorization": authorization},
        )
        assert answer.status_code == 200

    @contextmanager
    def told_at_once(self) -> Iterator[None]:
        """Hand them on as they come, while the block runs."""
        over = threading.Event()

        def tell() -> None:
            while not over.is_set():
                with suppress(queue.Empty):
                    self._tell(*self._caught.get(timeout=0.05))
            connection.close()

        thread = threading.Thread(target=tell)
        thread.start()
        yield
        over.set()
        thread.join()

    def forget(self) -> None:
        while not self._caught.empty():
            self._caught.get()


@pytest.fixture(scope="session")
def caught() -> Iterator[Reports]:
    reports = Reports()

    class Catcher(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reports.catch(self.headers["Authorization"], body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Nothing: bodies and addresses stay out of the output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Catcher)
    reports.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield reports
    server.shutdown()


@pytest.fixture(scope="session")
def one_server(caught: Reports, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaServer]:
    if program() is None:
        pytest.skip("The media server is not built yet: `make run` builds it.")
    webhook = f"http://127.0.0.1:{caught.port}/"
    with running(tmp_path_factory.mktemp("media"), webhook) as server:
        yield server


@pytest.fixture
def media_server(one_server: MediaServer, settings: Any) -> MediaServer:
    """The school's settings point at the real media server."""
    settings.LIVEKIT_URL, settings.LIVEKIT_API_URL = one_server.url, one_server.api_url
    settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = KEY, SECRET
    return one_server


@pytest.fixture
def reports(caught: Reports) -> Reports:
    caught.forget()
    return caught
