"""The signature under a token: RS256 by the site's own key, GOST by one that goes with it.

The real ESIA signs by either; which one a system can check is said when it is
registered.  The GOST key is made at its first use and replaced whenever the site's
RS256 key is: one rotation, one rule.
"""

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from parta.civic.esia import gost
from parta.idp.provider import jose, keyring
from parta.kit.keys import key_file

GOST = "GOST3410_2012_256"
"""The `alg` of its tokens."""


def signed(claims: dict[str, Any], header: dict[str, Any], *, by_gost: bool) -> str:
    """A compact JWS.  Never inside a transaction; by GOST it may raise gost.Unavailable."""
    if not by_gost:
        return jose.signed(claims, header=header)
    parts = ({**header, "alg": GOST}, claims)
    message = b".".join(_packed(json.dumps(part, ensure_ascii=False).encode()) for part in parts)
    return b".".join([message, _packed(gost.sign(gost_key(), message))]).decode()


def gost_key() -> Path:
    """The file of the private key; may raise gost.Unavailable where it has to be made."""
    path = key_file(_key_name(), gost.new_key)
    if path.name == _key_name():  # no rotation has overtaken us
        for old in path.parent.glob(f"{settings.SITE}-esia-gost-*.pem"):
            if old != path:
                old.unlink(missing_ok=True)
    return path


def _key_name() -> str:
    return f"{settings.SITE}-esia-gost-{keyring.keys().signing('RS256').kid}.pem"


def host() -> str:
    return urlsplit(settings.ISSUER).hostname or ""


def _packed(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
