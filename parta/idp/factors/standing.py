"""What an account has to prove itself with, and taking all of it away."""

from uuid import UUID

from django.http import HttpRequest

from parta.audit import record
from parta.idp.accounts.account import Account, model
from parta.idp.factors.models import Passkey, RecoveryCode, Totp
from parta.idp.factors.rules import Standing
from parta.kit import plain

HELD = """
SELECT EXISTS (SELECT 1 FROM factors_totp WHERE account_id = %s AND since IS NOT NULL),
    (SELECT COUNT(*) FROM factors_passkey WHERE account_id = %s)"""


def required(account: Account) -> bool:
    """Whether the site asks for a second factor of this account."""
    return account.needs_second_factor


def standing(account: Account) -> Standing:
    return Standing(_totp(account), _passkeys(account), required(account))


def at_sign_in(account: Account) -> Standing:
    """As standing(), but a demand is looked for only where it makes a difference to what is due."""
    totp, passkeys = plain.row(HELD, account.pk, account.pk) or (False, 0)
    return Standing(bool(totp), passkeys, passkeys > 0 and required(account))


def hold(account: Account) -> None:
    """Changes of an account's factors come one by one, till the caller's transaction ends."""
    model()._default_manager.select_for_update().filter(pk=account.pk).first()


def _totp(account: Account) -> bool:
    return Totp.objects.filter(account_id=account.pk, since__isnull=False).exists()


def _passkeys(account: Account) -> int:
    return Passkey.objects.filter(account_id=account.pk).count()


def forget_all(account: UUID, *, actor: str, reason: str, request: HttpRequest | None) -> None:
    """Take every factor of an account away: somebody has proved elsewhere who they are.

    Inside the caller's transaction, which also ends the sessions.
    """
    gone = {
        model.__name__: model.objects.filter(account_id=account).delete()[0]
        for model in (Passkey, Totp, RecoveryCode)
    }
    record(
        "factors.cleared",
        actor=actor,
        object=f"account:{account}",
        detail={"reason": reason, "gone": gone},
        request=request,
    )
