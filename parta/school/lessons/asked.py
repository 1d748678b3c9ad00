"""What a page asks for in JSON, read part by part."""

import json
from typing import Any, Final, TypeVar
from uuid import UUID

from django.http import HttpRequest

from parta.school.lessons.inside import Refused
from parta.school.lessons.models import opaque
from parta.school.lessons.rules import Why

Part = TypeVar("Part", str, bool)
LONGEST: Final = 18  # digits: fits a row's number
SEAT_LENGTH: Final = len(opaque())


class Asked:
    """The JSON of a request.  Raises Refused(MALFORMED) where it is not as agreed."""

    def __init__(self, request: HttpRequest) -> None:
        try:
            parts = json.loads(request.body)
        except (ValueError, RecursionError):
            parts = None
        if not isinstance(parts, dict):
            raise Refused(Why.MALFORMED)
        self._parts: dict[str, Any] = parts

    def text(self, name: str) -> str:
        return self._part(name, str)

    def flag(self, name: str) -> bool:
        return self._part(name, bool)

    def key(self, name: str) -> UUID:
        try:
            return UUID(self.text(name))
        except ValueError:
            raise Refused(Why.MALFORMED) from None

    def seat(self) -> str:
        name = self.text("seat")
        if len(name) != SEAT_LENGTH or not name.isascii() or "\0" in name:
            raise Refused(Why.MALFORMED)
        return name

    def _part(self, name: str, kind: type[Part]) -> Part:
        part = self._parts.get(name)
        if not isinstance(part, kind):
            raise Refused(Why.MALFORMED)
        return part


def number(request: HttpRequest, name: str) -> int:
    """A number of the address; 0 where there is none.  Raises Refused(MALFORMED)."""
    text = request.GET.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        raise Refused(Why.MALFORMED)
    return int(text)
