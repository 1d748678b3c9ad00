"""What an operator may set about messages: docs/run/settings.md, docs/run/messages.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import TYPE_CHECKING

from parta.kit import env

if TYPE_CHECKING:
    from parta.kit.notify.gateway import Gateway

HOMES = {
    "file": "parta.kit.notify.outbox",
    "smtp": "parta.kit.notify.smtp",
    "smsc": "parta.kit.notify.smsc",
    "smsaero": "parta.kit.notify.smsaero",
    "exolve": "parta.kit.notify.exolve",
    "smpp": "parta.kit.notify.smpp",
}
"""Each gateway's module; its from_environment() makes the gateway, or raises Misconfigured."""
CARRIERS = {
    "sms": ("file", "smsc", "smsaero", "exolve", "smpp"),
    "email": ("file", "smtp"),
    "call": ("file", "smsc"),
}
SETTINGS = {
    "sms": ("PARTA_SMS_GATEWAYS", "file"),
    "email": ("PARTA_EMAIL_GATEWAYS", "file"),
    "call": ("PARTA_CALL_GATEWAYS", ""),
}


@dataclass(frozen=True, slots=True)
class NotifySettings:
    gateways: Mapping[str, tuple["Gateway", ...]]  # by channel, the first to be asked first
    money_a_day: Decimal | None  # roubles; None: no cap
    price: Decimal  # roubles for a message of a gateway that does not tell its price


def from_environment() -> NotifySettings:
    """Raises Misconfigured."""
    return NotifySettings(
        gateways={channel: _gateways(channel) for channel in CARRIERS},
        money_a_day=_roubles("PARTA_SMS_MONEY_A_DAY")
        if env.text("PARTA_SMS_MONEY_A_DAY")
        else None,
        price=_roubles("PARTA_SMS_PRICE", "5"),
    )


def _gateways(channel: str) -> tuple["Gateway", ...]:
    setting, unset = SETTINGS[channel]
    names = env.text(setting, unset).replace(",", " ").split()
    for name in names:
        if name not in CARRIERS[channel]:
            raise env.Misconfigured(
                f"{setting} knows {', '.join(CARRIERS[channel])}, and not {name!r}."
            )
    return tuple(import_module(HOMES[name]).from_environment() for name in names)


def _roubles(name: str, default: str = "") -> Decimal:
    value = env.text(name, default)
    try:
        found = Decimal(value)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not 0 <= found < 1_000_000:
        raise env.Misconfigured(f"{name} must be roubles like 500 or 3.50, not {value!r}.")
    return found
