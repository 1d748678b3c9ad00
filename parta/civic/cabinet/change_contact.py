"""Setting and removing a contact: the deed, its audit line, and the word to its owner."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from parta import audit
from parta.civic.cabinet.rules import may_remove
from parta.civic.citizens.models import Citizen
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.kit import notify
from parta.kit.ui import contacts
from parta.kit.ui.doors import door


def set_contact(request: HttpRequest, to: Identifier) -> bool:
    """Make `to`, which is proved, the person's; False when it has become another's.

    The contact before it is told, or where there was none the other one.
    """
    try:
        with transaction.atomic():
            citizen = _locked(request)
            before = _value(citizen, to.kind)
            if before == to.value:
                return True
            told = before or _any_value(citizen)
            _write(citizen, to.kind, to.value)
            _tell(told, _changed(to))
            _note(request, "contact.changed" if before else "contact.added", to.kind)
    except IntegrityError:
        return False
    return True


def remove_contact(request: HttpRequest, kind: Kind) -> bool:
    """False when it is the last proved one.  What is not there is removed already."""
    with transaction.atomic():
        citizen = _locked(request)
        before = _value(citizen, kind)
        if not before:
            return True
        if not may_remove(kind, citizen.proved_kinds):
            return False
        _write(citizen, kind, "")
        _tell(before, _removed())
        _note(request, "contact.removed", kind)
    return True


def _locked(request: HttpRequest) -> Citizen:
    return Citizen.objects.select_for_update().get(pk=str(request.user.pk))


def _value(citizen: Citizen, kind: Kind) -> str:
    found = citizen.contact(kind)
    return found.value if found else ""


def _any_value(citizen: Citizen) -> str:
    return _value(citizen, Kind.PHONE) or _value(citizen, Kind.EMAIL)


def _write(citizen: Citizen, kind: Kind, value: str) -> None:
    columns = {kind.value: value, f"{kind.value}_verified": bool(value)}
    for name, new in columns.items():
        setattr(citizen, name, new)
    citizen.save(update_fields=list(columns))


def _tell(contact: str, words: str) -> None:
    if contact:
        notify.send_to(contact, words)


def _changed(to: Identifier) -> str:
    return gettext(
        "“%(door)s”: your account now has the contact %(contact)s. "
        "If it was not you, set a new password at once: %(address)s"
    ) % {
        "door": door("civic").name,
        "contact": contacts.masked(to.value),
        "address": settings.PUBLIC_URL + reverse("account-password"),
    }


def _removed() -> str:
    return gettext(
        "“%(door)s”: this contact no longer belongs to your account. "
        "If it was not you, set a new password at once: %(address)s"
    ) % {
        "door": door("civic").name,
        "address": settings.PUBLIC_URL + reverse("account-password"),
    }


def _note(request: HttpRequest, action: str, kind: Kind) -> None:
    person = str(request.user.pk)
    audit.record(
        action,
        actor=person,
        object=f"account:{person}",
        detail={"contact": kind.value},
        request=request,
    )
