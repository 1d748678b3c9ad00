"""What a client system of the ESIA signs, when, and how it writes it down.

Pure: no database, clock or settings.  In prose: docs/rules/esia.md.
"""

import base64
import binascii
import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from parta.civic.esia.errors import Fault, Refusal

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the time of a request may be from ours, on either side."""
TIMESTAMP = "%Y.%m.%d %H:%M:%S %z"
SHAPE = re.compile(r"[0-9]{4}(\.[0-9]{2}){2} [0-9]{2}(:[0-9]{2}){2} [+-][0-9]{4}")
STATE = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
ALPHABETS = re.compile(r"[A-Za-z0-9_-]*={0,2}|[A-Za-z0-9+/]*={0,2}")
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST = 4000  # characters of a value
LONGEST_SECRET = 16_000  # CMS with a certificate inside
MOST = 40  # parameters
SHA_256 = "S256"


class Generation(Enum):
    """Which strings are signed.  The old one has no PKCE and no return address in them."""

    OLD = "1"
    CURRENT = "2"


class Step(Enum):
    AUTHORIZE = "ac"
    TOKEN = "te"  # noqa: S105 (a path)


ALWAYS = ("client_id", "client_secret", "timestamp", "state", "scope")
MANDATORY = {
    Step.AUTHORIZE: (*ALWAYS, "redirect_uri", "response_type"),
    Step.TOKEN: (*ALWAYS, "grant_type"),
}


def signed_string(generation: Generation, step: Step, given: Mapping[str, str]) -> str:
    """What the client_secret of such a request is a signature of."""
    if generation is Generation.OLD:
        names = ["scope", "timestamp", "client_id", "state"]
    else:
        names = ["client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri"]
        names += ["code"] if step is Step.TOKEN else []
    return "".join(given.get(name, "") for name in names)


def once(given: Mapping[str, list[str]]) -> dict[str, str]:
    """Each parameter with its one value; empty ones count as absent."""
    if len(given) > MOST:
        raise Refusal(Fault.PARAMETER, "too many parameters")
    found = {}
    for name, values in given.items():
        longest = LONGEST_SECRET if name == "client_secret" else LONGEST
        if len(values) != 1:
            raise Refusal(Fault.PARAMETER, f"{name[:40]!r} is given more than once")
        if "\x00" in name + values[0] or len(name) + len(values[0]) > longest:
            raise Refusal(Fault.PARAMETER, f"{name[:40]!r} is too long or no text")
        if values[0]:
            found[name] = values[0]
    return found


def require(step: Step, given: Mapping[str, str]) -> None:
    """All that has to be there, is; a missing scope has a number of its own."""
    for name in MANDATORY[step]:
        if name not in given:
            fault = Fault.NO_SCOPE if name == "scope" else Fault.MISSING
            raise Refusal(fault, f"{name} is missing")


def state(given: Mapping[str, str]) -> str:
    """The state in its one spelling; the ESIA takes UUIDs alone."""
    if not STATE.fullmatch(given["state"]):
        raise Refusal(Fault.PARAMETER, "state is no UUID")
    return str(UUID(given["state"]))


def check_time(text: str, now: datetime) -> None:
    if not SHAPE.fullmatch(text):
        raise Refusal(Fault.PARAMETER, f"timestamp is not written as {now:{TIMESTAMP}}")
    try:
        apart = abs(datetime.strptime(text, TIMESTAMP) - now)  # noqa: DTZ007 (it has %z)
    except (ValueError, OverflowError):
        raise Refusal(Fault.PARAMETER, "timestamp names no moment") from None
    if apart > CLOCKS_DIFFER:
        raise Refusal(Fault.TIME, f"timestamp is {apart} away from {now:{TIMESTAMP}}")


def scopes(
    given: Mapping[str, str], known: Collection[str], allowed: Collection[str]
) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(given["scope"].split()))
    if strange := [scope for scope in wanted if scope not in known]:
        raise Refusal(Fault.SCOPE, f"scope {strange[0][:40]!r} is not known here")
    if more := [scope for scope in wanted if scope not in allowed]:
        raise Refusal(Fault.FORBIDDEN, f"the system is not registered for the scope {more[0]}")
    if not wanted:
        raise Refusal(Fault.NO_SCOPE, "scope is empty")
    return wanted


def challenge(generation: Generation, given: Mapping[str, str]) -> str:
    """The code_challenge, "" where there is none; the old generation passes it over."""
    if generation is Generation.OLD or "code_challenge" not in given:
        return ""
    if given.get("code_challenge_method", SHA_256) != SHA_256:
        raise Refusal(Fault.PARAMETER, "code_challenge_method is not S256")
    if not CHALLENGE.fullmatch(given["code_challenge"]):
        raise Refusal(Fault.PARAMETER, "code_challenge is no SHA-256 in base64url")
    return given["code_challenge"]


def offline(given: Mapping[str, str]) -> bool:
    access = given.get("access_type", "online")
    if access not in {"online", "offline"}:
        raise Refusal(Fault.PARAMETER, "access_type is neither online nor offline")
    return access == "offline"


class Unreadable(Exception):
    """A client_secret that is not even base64."""


def unpacked(text: str) -> bytes:
    """Base64 of either alphabet, padded or not, on one line or several."""
    packed = re.sub(r"[\r\n]", "", text)
    if not ALPHABETS.fullmatch(packed):
        raise Unreadable
    bare = packed.rstrip("=").replace("+", "-").replace("/", "_")
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        raise Unreadable from None
