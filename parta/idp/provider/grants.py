"""Codes and tokens: issued, redeemed once, rotated, taken back.

The one core behind every front door.  Each guard is a conditional UPDATE, so it
holds with any number of workers and on both databases.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, cast

from django.db import transaction
from django.db.models import Q

from parta.audit import record
from parta.idp.accounts.account import Holder, model
from parta.idp.accounts.session import SignIn
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.models import AccessToken, Client, Code, Grant, RefreshToken, digest
from parta.idp.provider.rules import Asked, told_level
from parta.kit import clock, plain

# No join: PostgreSQL judges spent_at anew only in the updated table itself.
SPEND_CODE = """
UPDATE provider_code SET spent_at = %s
WHERE hash = %s AND spent_at IS NULL AND expires_at > %s AND EXISTS
    (SELECT 1 FROM provider_grant g WHERE g.id = grant_id AND g.revoked_at IS NULL)"""
SPEND_REFRESH = SPEND_CODE.replace("provider_code", "provider_refreshtoken")

CODE_LIVES = timedelta(seconds=60)
TOKEN_LIVES = timedelta(hours=1)
REFRESH_LIVES = timedelta(days=30)
"""Without a use; each use gives a new token."""
GRANT_LIVES = timedelta(days=365)
"""However often it is refreshed: after that the person is asked again."""

Mint = Callable[[Grant], str]
"""Makes the text of an access token; only its digest is kept."""


@dataclass(frozen=True, slots=True)
class Consented:
    """A person's yes to one request of one client."""

    client: Client
    redirect_uri: str
    asked: Asked
    signed_in: SignIn
    holder: Holder

    @property
    def beside(self) -> list[str]:
        """What is told beside the scopes."""
        return self.client.may_learn(self.asked.wanted.names)


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str
    refresh: str  # "" where none is given
    grant: Grant


def random_token(_grant: Grant) -> str:
    return secrets.token_urlsafe(32)


def issue_code(yes: Consented) -> str:
    """A code for the client; inside the caller's transaction."""
    grant = Grant.objects.create(
        client=yes.client,
        account_id=yes.signed_in.account.pk,
        holder=yes.holder.pk,
        scopes=list(yes.asked.scopes),
        id_token_claims=yes.client.may_learn(yes.asked.wanted.id_token),
        userinfo_claims=yes.client.may_learn(yes.asked.wanted.userinfo),
        sid=yes.signed_in.sid,
        auth_time=int(yes.signed_in.at),
        acr=told_level(yes.asked, yes.holder.acr, model().LEVELS),
        amr=list(yes.signed_in.amr),
    )
    code = secrets.token_urlsafe(32)
    Code.objects.create(
        hash=digest(code),
        grant=grant,
        redirect_uri=yes.redirect_uri,
        code_challenge=yes.asked.code_challenge,
        nonce=yes.asked.nonce,
        expires_at=clock.now() + CODE_LIVES,
    )
    return code


def find_code(code: str, client: Client) -> Code:
    """The client's own code, spent or not; Refused for any other."""
    found = plain.joined(_code_columns(), _code_statement(), digest(code), client.client_id)
    if found is None:
        raise Refused(Error.INVALID_GRANT)
    kept, grant, account = found
    kept.grant, grant.account, grant.client = grant, account, client
    return cast(Code, kept)


@cache
def _code_columns() -> tuple[plain.Columns[Any], ...]:
    return plain.Columns(Code), plain.Columns(Grant), model().columns()


@cache
def _code_statement() -> str:
    code, grant, account = _code_columns()
    return f"""
SELECT {code.of("c")}, {grant.of("g")}, {account.of("a")} FROM provider_code c
JOIN provider_grant g ON g.id = c.grant_id
JOIN {model()._meta.db_table} a ON a.id = g.account_id
WHERE c.hash = %s AND g.client_id = %s"""  # noqa: S608


def redeem(code: Code, mint: Mint = random_token, *, refresh: bool = False) -> Tokens:
    """Tokens for the code, while its grant stands; with a refresh token where one is due.

    Exactly one caller succeeds.  Any other is Refused, and since a code used
    twice may have been stolen, what the first one got is taken back.
    """
    now = clock.now()
    tokens = _minted(code.grant, mint, refresh)
    with transaction.atomic():
        won = plain.changed(SPEND_CODE, now, code.pk, now) == 1
        if won:
            _keep(tokens)
    if not won:
        _take_back(code.grant, "code-used-late-or-twice")
        raise Refused(Error.INVALID_GRANT)
    return tokens


def find_refresh_token(token: str, client: Client) -> RefreshToken:
    """The client's own refresh token, spent or not; Refused for any other."""
    found = (
        RefreshToken.objects.select_related("grant__account")
        .filter(hash=digest(token), grant__client=client)
        .first()
    )
    if found is None or not found.grant.account.is_active:
        raise Refused(Error.INVALID_GRANT)
    return found


def rotate(refresh_token: str, client: Client, mint: Mint = random_token) -> Tokens:
    """New tokens for a refresh token, which is spent by that.

    Exactly one caller succeeds.  A token used twice may have been stolen, and
    nobody can tell by whom: the whole grant ends.
    """
    now = clock.now()
    kept = find_refresh_token(refresh_token, client)
    tokens = _minted(kept.grant, mint, refresh=True)
    with transaction.atomic():
        won = plain.changed(SPEND_REFRESH, now, kept.pk, now) == 1
        if won:
            _keep(tokens)
    if not won:
        if kept.expires_at > now:
            _take_back(kept.grant, "refresh-token-used-twice")
        raise Refused(Error.INVALID_GRANT)
    return tokens


def _minted(grant: Grant, mint: Mint, refresh: bool) -> Tokens:
    """Outside any transaction: a dialect may sign its tokens."""
    return Tokens(mint(grant), random_token(grant) if refresh else "", grant)


def _keep(tokens: Tokens) -> None:
    grant, now = tokens.grant, clock.now()
    AccessToken.objects.create(
        hash=digest(tokens.access), grant=grant, expires_at=now + TOKEN_LIVES
    )
    if tokens.refresh:
        RefreshToken.objects.create(
            hash=digest(tokens.refresh),
            grant=grant,
            expires_at=min(now + REFRESH_LIVES, grant.begun_at + GRANT_LIVES),
        )


def _take_back(grant: Grant, reason: str) -> None:
    """In a transaction of its own, so that it stands although the request is refused."""
    with transaction.atomic():
        if revoke(Q(pk=grant.pk)):
            record(
                "grant.revoked",
                actor="system",
                object=f"client:{grant.client_id}",
                detail={"reason": reason, "holder": str(grant.holder)},
            )


def find_token(token: str) -> Grant | None:
    """What a living access token was granted for."""
    known = AccessToken.objects.select_related("grant__client", "grant__account")
    found = known.defer("grant__client__logo").filter(hash=digest(token)).first()
    if found is None or found.expires_at <= clock.now():
        return None
    grant = found.grant
    stands = grant.revoked_at is None and grant.account.is_active and grant.client.is_active
    return grant if stands else None


def revoke(which: Q) -> int:
    """End grants, and with them every code and token that came of them; how many ended."""
    with transaction.atomic():
        return Grant.objects.filter(which, revoked_at=None).update(revoked_at=clock.now())
