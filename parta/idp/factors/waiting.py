"""Who has given a first proof in this browser and owes a second: nobody has signed in yet."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from parta.idp.accounts.account import Account, model
from parta.kit import clock

KEY = "second"
LIVES = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Waiting:
    account: Account
    amr: tuple[str, ...]


def keep(request: HttpRequest, account: Account, amr: tuple[str, ...]) -> None:
    """Under another session key: whoever has planted the old one has nothing."""
    request.session.cycle_key()
    request.session[KEY] = {
        "account": str(account.pk),
        "amr": list(amr),
        "at": clock.now().timestamp(),
        "hash": account.get_session_auth_hash(),
    }


def find(request: HttpRequest) -> Waiting | None:
    """None also when the password has become another one meanwhile."""
    kept = request.session.get(KEY)
    if not kept or clock.now().timestamp() - kept["at"] > LIVES.total_seconds():
        return None
    account = model()._default_manager.filter(pk=kept["account"], is_active=True).first()
    same = account and constant_time_compare(account.get_session_auth_hash(), kept["hash"])
    return Waiting(account, tuple(kept["amr"])) if account and same else None


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
