"""Access and ID tokens in the ESIA's shapes: JWTs under this site's keys.

Only the digest of an access token is kept, as of every other: reading what it
says is the system's affair, and here it is looked up.
"""

import hashlib
import secrets
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from parta.civic.assurance.levels import GROWN_UP
from parta.civic.citizens.models import Citizen, Level
from parta.civic.esia import scopes
from parta.civic.esia.oids import oid
from parta.civic.esia.signing import signed
from parta.idp.provider.grants import TOKEN_LIVES
from parta.idp.provider.models import Grant
from parta.kit import clock
from parta.kit.birthdates import age

LIVES_SECONDS = int(TOKEN_LIVES.total_seconds())
HEADER = {"ver": 1, "typ": "JWT"}
DIGITAL_SIGNATURE, PASSWORD = "DS", "PWD"


def issuer() -> str:
    """As the real one's: http whatever the site speaks, with a slash at the end."""
    return f"http://{urlsplit(settings.ISSUER).netloc}/"


def citizen_of(grant: Grant) -> Citizen:
    assert isinstance(grant.account, Citizen)
    return grant.account


def access_token(grant: Grant, *, by_gost: bool = False) -> str:
    number = oid(citizen_of(grant))
    claims = {
        **_times(),
        "iss": issuer(),
        "client_id": grant.client_id,
        "scope": scopes.told(grant.scopes, number),
        "urn:esia:sid": session_of(grant),
        "urn:esia:sbj_id": number,
        "jti": secrets.token_hex(16),  # two tokens of one second are two
    }
    return signed(claims, {**HEADER, "sbt": "access"}, by_gost=by_gost)


def id_token(grant: Grant, *, by_gost: bool = False) -> str:
    citizen = citizen_of(grant)
    number = oid(citizen)
    way = DIGITAL_SIGNATURE if "hwk" in grant.amr else PASSWORD
    claims = {
        **_times(),
        "iss": issuer(),
        "aud": grant.client_id,
        "sub": number,
        "auth_time": grant.auth_time,
        "amr": way,
        "urn:esia:amd": way,
        "urn:esia:sid": session_of(grant),
        "urn:esia:sbj": subject(citizen, number),
    }
    return signed(claims, {**HEADER, "sbt": "id"}, by_gost=by_gost)


def subject(citizen: Citizen, number: int) -> dict[str, Any]:
    """`is_tru` is absent, not false, where the account is not confirmed."""
    confirmed = {"urn:esia:sbj:is_tru": True} if citizen.level == Level.CONFIRMED else {}
    return {
        "urn:esia:sbj:typ": "P",
        "urn:esia:sbj:oid": number,
        "urn:esia:sbj:nam": f"OID.{number}",
        "urn:esia:sbj:lvl": level(citizen),
        **confirmed,
    }


def level(citizen: Citizen) -> str:
    """KD: a child's account; PR: confirmed; P: simplified or standard."""
    if age(citizen.birthdate, clock.today()) < GROWN_UP:
        return "KD"
    return "PR" if citizen.level == Level.CONFIRMED else "P"


def session_of(grant: Grant) -> str:
    """The session under another name than OpenID Connect's clients know it by."""
    return hashlib.sha256(f"esia {grant.sid}".encode()).hexdigest()


def _times() -> dict[str, int]:
    now = int(clock.now().timestamp())
    return {"nbf": now, "iat": now, "exp": now + LIVES_SECONDS}
