"""Reading what clients send, as if all of it were hostile.

Pure.  Whatever passes is a dictionary of short texts without NUL (PostgreSQL
keeps none), each given once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from parta.idp.provider.errors import Error, Refused

LONGEST = 4000  # characters of one value
MOST = 60  # parameters of one request
SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)


class Lists(Protocol):
    """A QueryDict, as far as this needs one."""

    def lists(self) -> Iterable[tuple[str, Sequence[str]]]: ...


def once(given: Lists) -> dict[str, str]:
    """Each parameter with its one value; empty ones count as absent.

    Raises Refused for a parameter that is repeated (RFC 6749 §3.1), too long,
    or not text.
    """
    found: dict[str, str] = {}
    for name, values in given.lists():
        if len(values) != 1:
            raise Refused(Error.INVALID_REQUEST, "A parameter is given more than once.")
        if "\x00" in name + values[0] or len(name) + len(values[0]) > LONGEST:
            raise Refused(Error.INVALID_REQUEST, "A parameter is too long or is not text.")
        if values[0]:
            found[name] = values[0]
    if len(found) > MOST:
        raise Refused(Error.INVALID_REQUEST, "Too many parameters.")
    return found


def words(parameters: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The words of a space-separated value, each once, in order."""
    return tuple(dict.fromkeys(parameters.get(name, "").split()))


def seconds(parameters: Mapping[str, str], name: str) -> int | None:
    """A number of seconds; Refused when it is there and isn't one."""
    value = parameters.get(name)
    if value is None:
        return None
    if not SECONDS.fullmatch(value):
        raise Refused(Error.INVALID_REQUEST, f"{name} is not a number of seconds.")
    return int(value)
