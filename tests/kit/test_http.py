"""Calls to other servers go by name, are bounded, and carry nothing from one to the next."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from parta.kit import http


class Peer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        size = http.LARGEST_ANSWER_BYTES + 1 if self.path == "/huge" else 0
        body = b"x" * size or f"{self.headers['Host']} {self.headers.get('Cookie')}".encode()
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Set-Cookie", "visitor=1")
        self.send_header("Content-Length", str(len(body)))
        if self.path == "/away":
            self.send_header("Location", "/")
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Peer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def test_a_localhost_name_is_dialled_on_this_machine_under_its_own_name(port: int) -> None:
    answer = http.client().get(f"http://civic.localhost:{port}/")
    assert answer.text == f"civic.localhost:{port} None"


def test_a_cookie_of_one_call_is_not_sent_with_the_next(port: int) -> None:
    http.client().get(f"http://127.0.0.1:{port}/")
    assert http.client().get(f"http://127.0.0.1:{port}/").text.endswith("None")


def test_a_redirect_is_an_answer(port: int) -> None:
    assert http.client().get(f"http://127.0.0.1:{port}/away").status_code == 302


@pytest.mark.parametrize("path", ["/huge", "/packed"])
def test_an_answer_beyond_bounds_is_refused(port: int, path: str) -> None:
    with pytest.raises(http.Unfit):
        http.client().get(f"http://127.0.0.1:{port}{path}")


def test_the_client_is_made_once() -> None:
    assert http.client() is http.client()
