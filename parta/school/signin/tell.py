"""The message that tells a contact's owner that an account is connected."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from parta.kit import notify
from parta.school.people.hats import FAMILY, Hat
from parta.school.people.models import Person
from parta.school.signin.models import SignInContact

CHANNELS: dict[str, notify.Channel] = {
    SignInContact.Kind.PHONE: "sms",
    SignInContact.Kind.EMAIL: "email",
}


def linked(person: Person, contact: SignInContact, hats: Iterable[Hat]) -> None:
    """Queue the message in the caller's transaction."""
    whom = _("the class teacher") if set(hats) <= FAMILY else _("the school's administrator")
    text = _("%(school)s: this contact now opens the diary. If it was not you, tell %(whom)s.") % {
        "school": person.school.name,
        "whom": whom,
    }
    notify.send(CHANNELS[contact.kind], contact.value, text)
