"""Every address of the running site, read from its own list: a new one is walked unasked."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.urls import URLPattern, URLResolver, get_resolver

PART = re.compile(r"<(?:\w+:)?(\w+)>")


def every_address(values: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each path once, and whether it names a row; `values` fill the parts in.

    Raises KeyError for a part that `values` does not know.
    """
    for route in dict.fromkeys(_routes(get_resolver().url_patterns, "/")):
        yield PART.sub(lambda part: str(values[part[1]]), route), bool(PART.search(route))


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


ELSEWHERE = [
    *("https://evil.example/", "//evil.example/", "/\\evil.example", "/\t/evil.example"),
    *("/\r\nLocation: https://evil.example/", "javascript:evil", "/x//evil.example\r\nX: y"),
]
"""What somebody puts into `next` to have a visitor sent to a site of theirs."""


def leads_away(answer: Any) -> bool:
    """Whether the answer sends the browser to a site that only the visitor has named."""
    where = urlsplit(answer.headers.get("Location", ""))
    return "evil" in where.netloc or where.scheme == "javascript"
