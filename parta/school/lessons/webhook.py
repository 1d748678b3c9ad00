"""What the media server reports by itself: believed only with its signature.

Bodies are never logged: they carry the relay's password.
"""

import base64
import hashlib
import hmac
import json
from typing import Any

import jwt
from django.conf import settings

from parta.school.lessons import livekit, presence, sound

CLOCKS_DIFFER_SECONDS = 10


class Forged(Exception):
    """Not the media server's report, or no longer."""


def verified(authorization: str, body: bytes) -> dict[str, Any]:
    """The report in `body`, whose hash the media server has signed.

    Raises Forged.
    """
    try:
        claims = jwt.decode(
            authorization.removeprefix("Bearer "),
            settings.LIVEKIT_SECRET,
            algorithms=[livekit.ALGORITHM],
            issuer=settings.LIVEKIT_KEY,
            leeway=CLOCKS_DIFFER_SECONDS,
            options={"require": ["exp", "iss", "sha256"]},
        )
    except jwt.InvalidTokenError as error:
        raise Forged(type(error).__name__) from None
    signed = base64.b64encode(hashlib.sha256(body).digest()).decode()
    if not hmac.compare_digest(signed, str(claims["sha256"])):
        raise Forged("The body is not the signed one.")
    report: dict[str, Any] = json.loads(body)
    return report


def receive(report: dict[str, Any]) -> None:
    """Act on a report; kinds that say nothing to us are passed over."""
    kind = report.get("event")
    if kind == "track_published":
        sound.listen(report["room"]["name"], report["participant"]["identity"], report["track"])
    if kind not in {"participant_joined", "participant_left"}:
        return
    who = report["participant"]
    stay = presence.Stay(
        room=report["room"]["name"],
        seat=who["identity"],
        sid=who["sid"],
        joined_at=livekit.moment(who["joinedAt"]),
    )
    if kind == "participant_joined":
        presence.joined(stay)
    else:
        presence.left(stay, livekit.moment(report["createdAt"]))
