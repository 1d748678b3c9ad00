"""What an operator may set about closed accounts: docs/run/settings.md."""

from datetime import timedelta

from parta.kit import env


def closing_grace() -> timedelta:
    """How long a closed account may be had back.  Raises Misconfigured."""
    days = env.number("PARTA_CLOSE_DAYS", 30)
    if not 0 <= days <= 365:
        raise env.Misconfigured(f"PARTA_CLOSE_DAYS must be 0 to 365 days, not {days}.")
    return timedelta(days=days)
