"""A phone (E.164) or an e-mail address on a page."""

from parta.kit import phones


def shown(contact: str) -> str:
    """As people write it: "+7 199 111-11-11"."""
    return contact if "@" in contact else phones.shown(contact)
