"""Which gateway takes a message: the first of the settings that is awake and does not fail.

How long a failing one is left alone is kept by the worker, which is one process
to a site.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from parta.kit import clock
from parta.kit.notify.gateway import Accepted, Down, Fault, Gateway, Sending, WrongNumber
from parta.kit.notify.rules import rest

Outcome = tuple[Gateway | None, Accepted | Fault]
log = logging.getLogger("parta.kit.notify")


@dataclass(frozen=True, slots=True)
class Rest:
    failures: int
    until: datetime


class Rests:
    """Gateways that have failed, by name."""

    def __init__(self) -> None:
        self._lock, self._resting = Lock(), dict[str, Rest]()

    def rests(self, name: str) -> bool:
        found = self._resting.get(name)
        return found is not None and found.until > clock.now()

    def failed(self, name: str) -> None:
        with self._lock:
            if self.rests(name):  # side by side, several messages meet one failure
                return
            before = self._resting.get(name)
            failures = before.failures + 1 if before else 1
            self._resting[name] = Rest(failures, clock.now() + rest(failures))

    def worked(self, name: str) -> None:
        with self._lock:
            self._resting.pop(name, None)


resting = Rests()


def first_that_takes(gateways: Sequence[Gateway], sending: Sending) -> Outcome:
    """Who took it and what it said; or the last one that did not, and why; or nobody."""
    last: Outcome = (None, Down("no gateway is awake"))
    for gateway in gateways:
        if not resting.rests(gateway.name):
            last = gateway, _asked(gateway, sending)
            if isinstance(last[1], Accepted | WrongNumber):
                break
    return last


def _asked(gateway: Gateway, sending: Sending) -> Accepted | Fault:
    try:
        answer = gateway.send(sending)
    except Down as fault:
        log.warning("%s is down: %s", gateway.name, fault)
        resting.failed(gateway.name)
        return fault
    except WrongNumber as fault:
        resting.worked(gateway.name)
        return fault
    except Fault as fault:
        log.warning("%s declined a message: %s", gateway.name, fault)
        return fault
    except Exception as error:  # one gateway's mistake must not stop the others
        log.error("%s failed in a way it should not: %s", gateway.name, type(error).__name__)
        resting.failed(gateway.name)
        return Down(type(error).__name__)
    resting.worked(gateway.name)
    return answer
