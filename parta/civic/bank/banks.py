"""The banks that may confirm people: read from the operator's file at the start.

One table a bank, in TOML.  What each key means, and how real banks name things:
docs/run/bank.md.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from parta.kit import env
from parta.kit.demo.people import BANK
from parta.kit.keys import secret
from parta.kit.listen import loopback, public_url

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
KNOWN = {"name", "issuer", "client_id", "client_secret", "scope", "document"}
NEEDED = ("name", "issuer", "client_id", "client_secret")
DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Bank:
    key: str  # stands in the address to which its people come back
    name: str
    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid profile"
    document: tuple[str, ...] = ("document_number",)
    """Claims that together are the document's series and number; a dot leads into an object."""


def from_environment(demo: bool) -> tuple[Bank, ...]:
    """The banks of PARTA_BANKS, and the demo's.  Raises Misconfigured."""
    path = env.text("PARTA_BANKS")
    banks = _read(Path(path)) if path else ()
    return (*banks, demo_bank()) if demo else banks


def demo_bank() -> Bank:
    return Bank(
        key=DEMO,
        name=BANK,
        issuer=public_url("bank"),
        client_id="civic",
        client_secret=secret("civic-at-bank"),
        scope="openid profile document",
    )


def _read(path: Path) -> tuple[Bank, ...]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise env.Misconfigured(f"PARTA_BANKS: {path} can't be read ({error}).") from None
    return tuple(_bank(key, table) for key, table in tables.items())


def _bank(key: str, table: Any) -> Bank:
    if not KEY.fullmatch(key) or key == DEMO:
        raise _wrong(key, "its name in brackets must be a word of a-z, 0-9 and hyphens, not demo")
    if not isinstance(table, dict) or table.keys() - KNOWN:
        raise _wrong(key, f"only {', '.join(sorted(KNOWN))} may stand there")
    texts = {name: table.get(name, "") for name in NEEDED}
    if missing := [name for name, text in texts.items() if not _is_text(text)]:
        raise _wrong(key, f"{' and '.join(missing)} must be given")
    if not _secure(texts["issuer"]):
        raise _wrong(key, "issuer must be an https:// address")
    return Bank(key=key, **texts, **_chosen(key, table))


def _chosen(key: str, table: Mapping[str, Any]) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    if "scope" in table:
        if not _is_text(table["scope"]) or "openid" not in table["scope"].split():
            raise _wrong(key, "scope must begin with openid")
        chosen["scope"] = table["scope"]
    if "document" in table:
        claims = table["document"]
        if not isinstance(claims, list) or not claims or not all(map(_is_text, claims)):
            raise _wrong(key, "document must be a list of claims")
        chosen["document"] = tuple(claims)
    return chosen


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _secure(issuer: str) -> bool:
    parts = urlsplit(issuer)
    return parts.scheme == "https" or (parts.scheme == "http" and loopback(parts.hostname or ""))


def _wrong(key: str, what: str) -> env.Misconfigured:
    return env.Misconfigured(f"PARTA_BANKS: [{key}]: {what}.")
