"""Short messages about a profile to those whose matter it is."""

from django.conf import settings

from parta.idp.accounts.tell import tell_contact
from parta.kit.ui.doors import door
from parta.learnid.profiles.models import Profile


def tell(phones: set[str], profile: Profile, words: str) -> None:
    """`words` with the names of the site and the person in them, once the caller has committed."""
    text = words % {"site": door(settings.SITE).name, "name": profile.given_name}
    for phone in sorted(phones):
        tell_contact(phone, text)
