"""Datagrams to the hub.  Never an error for the caller: the database has the truth.

An event that can't be sent is dropped; pages compare heads every 45 s and find
it.  A revocation is tried again for a short while when the hub is busy; when it
is down, nobody is connected.
"""

import socket
import time
from contextlib import suppress
from functools import cache

from django.conf import settings

TRIES, PAUSE_SECONDS = 20, 0.05


def send_event(datagram: bytes) -> None:
    with suppress(OSError):
        _sender().sendto(datagram, str(settings.HUB_SOCKET))


def send_control(datagram: bytes) -> None:
    for _ in range(TRIES):
        try:
            _sender().sendto(datagram, str(settings.HUB_SOCKET))
        except BlockingIOError:
            time.sleep(PAUSE_SECONDS)
        except OSError:
            return
        else:
            return


@cache
def _sender() -> socket.socket:
    sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    sender.setblocking(False)
    return sender
