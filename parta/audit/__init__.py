"""The append-only record of who did what to whom."""

from parta.audit.recording import Of, record

__all__ = ["Of", "record"]
