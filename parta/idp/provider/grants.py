"""Codes and tokens: issued, redeemed once, taken back.

Every guard is a conditional UPDATE, so it holds with any number of workers and
on both databases.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from parta.audit import record
from parta.idp.accounts.account import Holder, model
from parta.idp.accounts.session import SignIn
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.models import AccessToken, Client, Code, Grant, digest
from parta.idp.provider.rules import Asked, told_level
from parta.kit import clock

CODE_LIVES = timedelta(seconds=60)
TOKEN_LIVES = timedelta(hours=1)


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


def redeem(code: Code) -> str:
    """An access token for the code, while its grant stands.

    Exactly one caller succeeds.  Any other is Refused, and since a code used
    twice may have been stolen, what the first one got is taken back.
    """
    now = clock.now()
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        standing = Grant.objects.filter(revoked_at=None)
        # No join: PostgreSQL judges spent_at anew only in the updated table itself.
        live = Code.objects.filter(
            pk=code.pk, spent_at=None, expires_at__gt=now, grant__in=standing
        )
        won = live.update(spent_at=now) == 1
        if won:
            AccessToken.objects.create(
                hash=digest(token), grant=code.grant, expires_at=now + TOKEN_LIVES
            )
    if not won:
        _take_back(code)
        raise Refused(Error.INVALID_GRANT)
    return token


def _take_back(code: Code) -> None:
    """In a transaction of its own, so that it stands although the request is refused."""
    with transaction.atomic():
        if revoke(Q(pk=code.grant_id)):
            record(
                "grant.revoked",
                actor="system",
                object=f"client:{code.grant.client_id}",
                detail={"reason": "code-used-late-or-twice", "holder": str(code.grant.holder)},
            )


def find_token(token: str) -> Grant | None:
    """What a living access token was granted for."""
    found = (
        AccessToken.objects.select_related("grant__client", "grant__account")
        .filter(
            hash=digest(token),
            expires_at__gt=clock.now(),
            grant__revoked_at=None,
            grant__account__is_active=True,
        )
        .first()
    )
    return found.grant if found else None


def revoke(which: Q) -> int:
    """End grants, and with them every code and token that came of them; how many ended."""
    with transaction.atomic():
        return Grant.objects.filter(which, revoked_at=None).update(revoked_at=clock.now())
