"""The ESIA's scopes, and what each lets a system know.

Pure.  OFFLINE is kept beside the scopes of a grant: the system may refresh its tokens.
"""

from collections.abc import Collection

from parta.idp.provider import rules

OFFLINE = rules.OFFLINE

CLAIMS = {
    "openid": (),
    "fullname": ("family_name", "given_name", "middle_name"),
    "birthdate": ("birthdate",),
    "gender": ("gender",),
    "email": ("email",),
    "mobile": ("phone_number",),
    "contacts": ("email", "phone_number"),
    "snils": (),
    "id_doc": (),
    "birth_cert_doc": (),
    "kids": (),
    "inn": (),
    "birthplace": (),
    "addresses": (),
}
"""Scopes that are known here, with what they show of this site's own claims.

What this site does not keep (the last three) may be asked for, and there is
nothing to show.
"""
COLLECTIONS = {
    "ctts": ("email", "mobile", "contacts"),
    "addrs": ("addresses", "contacts"),
    "docs": ("id_doc", "birth_cert_doc"),
    "kids": ("kids",),
}
"""Sub-collections of a person: any of the scopes opens one."""


def claims(scopes: Collection[str]) -> list[str]:
    return sorted({name for scope in scopes for name in CLAIMS.get(scope, ())})


def opens(collection: str, scopes: Collection[str]) -> bool:
    return not set(scopes).isdisjoint(COLLECTIONS[collection])


def told(scopes: Collection[str], oid: int) -> str:
    """The scopes as an access token names them: each of the person's data, openid of itself."""
    wanted = [scope for scope in scopes if scope != OFFLINE]
    return " ".join(scope if scope == "openid" else f"{scope}?oid={oid}" for scope in wanted)
