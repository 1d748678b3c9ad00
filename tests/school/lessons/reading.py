"""Reads what the lesson's pages say."""

import json
import re
from typing import Any

import jwt
from django.conf import settings

REFUSAL = re.compile(r'<meta name="refusal" content="([a-z-]+)">')


def handed_over(html: str) -> dict[str, Any]:
    """The JSON that the page hands to the room."""
    found = re.search(r'<script id="lesson" type="application/json">(.*?)</script>', html)
    assert found
    page: dict[str, Any] = json.loads(found[1])
    return page


def refusal(html: str) -> str | None:
    found = REFUSAL.search(html)
    return found[1] if found else None


def claims(token: str) -> dict[str, Any]:
    """What the token says, its signature and times checked by real time."""
    found: dict[str, Any] = jwt.decode(
        token, settings.LIVEKIT_SECRET, algorithms=["HS256"], options={"require": ["exp", "nbf"]}
    )
    return found
