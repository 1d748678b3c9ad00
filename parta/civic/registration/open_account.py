"""Making the account: the contact is proved, the password is hashed already."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from parta import audit
from parta.civic.citizens.models import Citizen, Level
from parta.civic.registration.draft import Draft


def open_account(request: HttpRequest, draft: Draft, password: str) -> Citizen | None:
    """The account of a ready draft; None when its contact became another's meanwhile.

    A second press finds the account that the first one has made.  `password` is encoded.
    """
    citizen = Citizen(id=UUID(draft.account), password=password, **_columns(draft))
    try:
        with transaction.atomic():
            citizen.save(force_insert=True)
            _note(citizen, request)
    except IntegrityError:
        return Citizen.objects.filter(pk=draft.account).first()
    return citizen


def _columns(draft: Draft) -> dict[str, Any]:
    contact, about = draft.contact, draft.about
    if contact is None or about is None:
        raise ValueError("The draft is not ready.")
    return about | {
        "level": Level.SIMPLIFIED,
        contact.kind.value: contact.value,
        f"{contact.kind.value}_verified": True,
    }


def _note(citizen: Citizen, request: HttpRequest) -> None:
    person = str(citizen.pk)
    detail = {"contact": "phone" if citizen.phone else "email", "level": citizen.level}
    audit.record(
        "account.opened", actor=person, object=f"account:{person}", detail=detail, request=request
    )
