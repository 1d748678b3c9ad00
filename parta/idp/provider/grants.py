"""Codes and tokens: issued, redeemed once, rotated, taken back.

The one core behind every front door.  Each guard is a conditional UPDATE, so it
holds with any number of workers and on both databases.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from parta.audit import record
from parta.idp.accounts.account import Holder, model
from parta.idp.accounts.session import SignIn
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.models import AccessToken, Client, Code, Grant, RefreshToken, digest
from parta.idp.provider.rules import Asked, told_level
from parta.kit import clock

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
    found = (
        Code.objects.select_related("grant__account")
        .filter(hash=digest(code), grant__client=client)
        .first()
    )
    if found is None:
        raise Refused(Error.INVALID_GRANT)
    return found


def redeem(code: Code, mint: Mint = random_token, *, refresh: bool = False) -> Tokens:
    """Tokens for the code, while its grant stands; with a refresh token where one is due.

    Exactly one caller succeeds.  Any other is Refused, and since a code used
    twice may have been stolen, what the first one got is taken back.
    """
    now = clock.now()
    tokens = _minted(code.grant, mint, refresh)
    with transaction.atomic():
        # No join: PostgreSQL judges spent_at anew only in the updated table itself.
        live = Code.objects.filter(
            pk=code.pk, spent_at=None, expires_at__gt=now, grant__in=_standing()
        )
        won = live.update(spent_at=now) == 1
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
        live = RefreshToken.objects.filter(
            pk=kept.pk, spent_at=None, expires_at__gt=now, grant__in=_standing()
        )
        won = live.update(spent_at=now) == 1
        if won:
            _keep(tokens)
    if not won:
        if kept.expires_at > now:
            _take_back(kept.grant, "refresh-token-used-twice")
        raise Refused(Error.INVALID_GRANT)
    return tokens


def _standing() -> QuerySet[Grant]:
    return Grant.objects.filter(revoked_at=None)


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
