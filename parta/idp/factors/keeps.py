"""Proofs beside the password: that they are there is told, what they are made of is secret."""

from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keep
from parta.idp.factors.models import Offered, Passkey, RecoveryCode, Totp

MODELS = (Passkey, Totp, RecoveryCode, Offered)


def _passkeys(account: Account) -> list[Row]:
    columns = ("name", "synced", "made_at", "used_at")
    return list(Passkey.objects.filter(account_id=account.pk).order_by("made_at").values(*columns))


def _totp(account: Account) -> list[Row]:
    return list(Totp.objects.filter(account_id=account.pk).values("made_at", "since"))


def _recovery_codes(account: Account) -> list[Row]:
    codes = RecoveryCode.objects.filter(account_id=account.pk)
    count, used = codes.count(), codes.exclude(used_at=None).count()
    return [{"codes": count, "used": used}] if count else []


def _erase(account: Account) -> None:
    for model in MODELS:
        model.objects.filter(account_id=account.pk).delete()


keep(
    Keeper(
        name="passkeys",
        title=_("Passkeys"),
        words={
            "name": _("Name"),
            "synced": _("May leave its device"),
            "made_at": _("Made"),
            "used_at": _("Last used"),
        },
        tell=_passkeys,
        erase=_erase,
    )
)
keep(
    Keeper(
        name="totp",
        title=_("One-time passwords of an app"),
        words={"made_at": _("Made"), "since": _("In force since")},
        tell=_totp,
    )
)
keep(
    Keeper(
        name="recovery_codes",
        title=_("Recovery codes"),
        words={"codes": _("Codes"), "used": _("Used")},
        tell=_recovery_codes,
    )
)
