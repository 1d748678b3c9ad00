"""The append-only record of who did what to whom."""

from parta.audit.recording import record

__all__ = ["record"]
