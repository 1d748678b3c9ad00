"""A phone (E.164) or an e-mail address on a page: one's own in full, another's masked."""

from parta.kit import phones


def shown(contact: str) -> str:
    """As people write it: "+7 199 111-11-11"."""
    return contact if "@" in contact else phones.shown(contact)


def masked(contact: str) -> str:
    """Enough to recognise, not to use: "+7 *** ** *11", "a***@pochta.example"."""
    name, at, host = contact.partition("@")
    return f"{name[:1]}***@{host}" if at else phones.masked(contact)


def ending(contact: str) -> str:
    """The last two digits, for readers that would spell out the stars."""
    return contact[-2:]
