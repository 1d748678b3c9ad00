"""A phone or e-mail of another person, masked: enough to recognise, not to use."""

import phonenumbers


def masked(contact: str) -> str:
    """`contact` is E.164 or an address: "+7 *** ** *11", "a***@pochta.example"."""
    name, at, host = contact.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    country = phonenumbers.parse(contact).country_code
    return f"+{country} *** ** *{ending(contact)}"


def ending(contact: str) -> str:
    """The last two digits, for readers that would spell out the stars."""
    return contact[-2:]
