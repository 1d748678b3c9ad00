"""What an operator may set about the provider: docs/run/settings.md."""

from datetime import timedelta

from parta.kit import env


def key_lives() -> timedelta:
    """How long a key signs before the next one does.  Raises Misconfigured."""
    days = env.number("PARTA_KEY_DAYS", 90)
    if days < 1:
        raise env.Misconfigured(f"PARTA_KEY_DAYS must be at least 1, not {days}.")
    return timedelta(days=days)
