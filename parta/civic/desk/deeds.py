"""What a decision of the desk does: rows, audit line, and the word to the person.

Inside the caller's transaction, on locked rows.  Numbers of documents go into no
audit line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from parta import audit
from parta.civic.assurance import confirmed
from parta.civic.assurance.levels import Evidence
from parta.civic.assurance.models import Deed, DeskCode, Document, Visit
from parta.civic.citizens.models import Citizen
from parta.civic.desk import words
from parta.civic.desk.models import Proposal, Recovery
from parta.idp import factors
from parta.idp.accounts import signed_in
from parta.idp.accounts.models import SignedIn
from parta.idp.provider.grants import revoke
from parta.idp.provider.signout import ended
from parta.kit import notify

Detail = dict[str, Any]


@dataclass(frozen=True, slots=True)
class By:
    """Who has decided: one clerk, or a first and a second one."""

    clerk: UUID
    place: str
    second: UUID | None = None

    @property
    def actor(self) -> str:
        return str(self.second or self.clerk)

    @property
    def told(self) -> Detail:
        first = {"first": str(self.clerk)} if self.second else {}
        return {"place": self.place, **first}


@dataclass(frozen=True, slots=True)
class Case:
    """Whose visit it is, and who decides; `request` is the clerk's."""

    request: HttpRequest
    by: By
    citizen: Citizen
    document: Document

    def note(self, action: str, detail: Detail) -> None:
        said = {**detail, "document": self.document.kind, **self.by.told}
        person = f"account:{self.citizen.pk}"
        audit.record(action, actor=self.by.actor, object=person, detail=said, request=self.request)

    def close(self, deed: Deed, reason: str = "") -> None:
        """The visit is over: its code and what waited for a second clerk have served."""
        Visit.objects.create(
            citizen=self.citizen,
            clerk_id=self.by.clerk,
            second_id=self.by.second,
            place=self.by.place,
            deed=deed,
            reason=reason,
        )
        DeskCode.objects.filter(citizen=self.citizen).delete()
        Proposal.objects.filter(citizen=self.citizen).delete()


def confirm(case: Case) -> None:
    citizen = case.citizen
    evidence = Evidence(document=True, snils=bool(citizen.snils), seen=True)
    case.note("identity.confirmed", confirmed.confirm(citizen, evidence))
    case.close(Deed.CONFIRM)
    _tell(citizen.told_at()[:1], words.confirmed())


def refuse(case: Case, reason: str) -> None:
    """The level stays as it is."""
    case.note("identity.refused", {"reason": reason, "level": case.citizen.level})
    case.close(Deed.CONFIRM, reason)
    _tell(case.citizen.told_at()[:1], words.refused())


def recover(case: Case, recovery: Recovery) -> None:
    """The proved contact becomes the only one; everything that opened the account ends.

    The password is set by the person alone: in the browser that has proved the new
    contact, or anywhere with a code that comes to it.
    """
    citizen, to = case.citizen, recovery.to
    lost = [contact for contact in citizen.told_at() if contact != to.value]
    columns: Detail = {"phone": "", "phone_verified": False, "email": "", "email_verified": False}
    columns |= {to.kind.value: to.value, f"{to.kind.value}_verified": True}
    for name, value in columns.items():
        setattr(citizen, name, value)
    citizen.set_unusable_password()
    citizen.save(update_fields=[*columns, "password"])
    ended(signed_in.end(SignedIn.objects.filter(account_id=citizen.pk)))
    revoke(Q(account=citizen.pk))  # also what outlived its session
    factors.forget_all(
        citizen.pk, actor=case.by.actor, reason="access-recovered", request=case.request
    )
    case.note("access.recovered", {"contact": to.kind.value})
    case.close(Deed.RECOVER)
    _settle(recovery, Recovery.State.GRANTED, opens=citizen)
    _tell([*lost, to.value], words.recovered())


def refuse_recovery(case: Case, recovery: Recovery, reason: str) -> None:
    case.note("access.refused", {"reason": reason})
    case.close(Deed.RECOVER, reason)
    _settle(recovery, Recovery.State.REFUSED, reason=reason)
    _tell(case.citizen.told_at(), words.recovery_refused())


def _settle(recovery: Recovery, state: Recovery.State, **more: Any) -> None:
    Recovery.objects.filter(pk=recovery.pk).update(state=state, **more)


def _tell(to: Iterable[str], text: str) -> None:
    """To contacts of the person's own, so that nothing is done without their knowing."""
    for contact in to:
        notify.send_to(contact, text)
