"""A phone (E.164) or an e-mail address on a page."""

import phonenumbers

from parta.kit import phones


def shown(contact: str) -> str:
    """As people write it: "+7 199 111-11-11"."""
    return contact if "@" in contact else phones.shown(contact)


def masked(contact: str) -> str:
    """Enough to know one's own: "+7 *** ** *11", "a***@pochta.example"."""
    if "@" in contact:
        name, _, host = contact.rpartition("@")
        return f"{name[:1]}***@{host}"
    country = phonenumbers.parse(contact).country_code
    return f"+{country} *** ** *{contact[-2:]}"
