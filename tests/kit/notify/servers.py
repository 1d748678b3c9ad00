"""Small real servers that behave like gateways: by HTTP, SMTP and SMPP."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from parta.kit.notify.gateway import Sending

PHONE = "+71991111111"
TEXT = "Код 407112. Никому не говорите его."


def sending(channel: str = "sms", to: str = PHONE, text: str = TEXT, **more: Any) -> Sending:
    return Sending(channel, to, text, more.pop("lives", timedelta(minutes=10)), **more)


@dataclass(frozen=True)
class Asked:
    """What a gateway was asked; `said` are the fields of its form or its JSON."""

    path: str
    said: dict[str, Any]
    headers: dict[str, str]


Reply = tuple[int, Any] | bytes | float
"""Status and JSON; bytes sent as they are; or seconds of silence."""


@dataclass
class Service:
    url: str
    answer: Callable[[Asked], Reply]
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def http(answer: Callable[[Asked], Reply]) -> Iterator[Service]:
    service = Service("", answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            kind = self.headers["Content-Type"]
            form = {name: values[0] for name, values in parse_qs(body).items()}
            said = json.loads(body) if kind == "application/json" else form
            asked = Asked(self.path, said, dict(self.headers))
            service.asked.append(asked)
            self.close_connection = True
            self.wfile.write(_bytes(service.answer(asked)))

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def _bytes(reply: Reply) -> bytes:
    if isinstance(reply, float):
        time.sleep(reply)
        return b""
    if isinstance(reply, bytes):
        return reply
    status, body = reply
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status} Said\r\nContent-Length: {len(raw)}\r\nConnection: close\r\n\r\n"
    return head.encode() + raw
