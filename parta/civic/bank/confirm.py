"""What follows from a bank's answer: the level, the audit line and the word to the person.

Kept is which bank confirmed, when, and a print of who signed in there, so that
one bank account confirms one person.  The print's secret is its own: sessions may
end with another SECRET_KEY, what a bank has said may not be forgotten with it.
"""

import hmac
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext

from parta import audit
from parta.civic.assurance import confirmed
from parta.civic.assurance.levels import Evidence, next_step
from parta.civic.assurance.models import BankCheck, Document
from parta.civic.bank import said
from parta.civic.bank.banks import Bank
from parta.civic.bank.rules import Data, Refused, Why, compare, may_ask
from parta.civic.citizens.models import Citizen
from parta.kit import clock, notify
from parta.kit.birthdates import age
from parta.kit.keys import secret
from parta.kit.ui.doors import door
from parta.oidc.redeem import Identity


def confirm(request: HttpRequest, bank: Bank, identity: Identity) -> Refused | None:
    """None when the person is confirmed now.  Of two people with one bank account one is."""
    who = str(request.user.pk)
    try:
        with transaction.atomic():
            return _confirm(request, bank, identity, who)
    except IntegrityError:  # the other one was quicker
        with transaction.atomic():
            citizen = Citizen.objects.select_for_update().get(pk=who)
            return _refuse(request, bank, citizen, Refused(Why.OTHERS))


def _confirm(request: HttpRequest, bank: Bank, identity: Identity, who: str) -> Refused | None:
    citizen = Citizen.objects.select_for_update().get(pk=who)
    document = Document.objects.filter(citizen=citizen).first()
    years = age(citizen.birthdate, clock.today())
    if document is None or may_ask(next_step(citizen.level, years)):
        return Refused(Why.NOT_NOW)
    refused = compare(_ours(citizen, document), said.data(bank, identity, document.paper.kind))
    account = _print(identity)
    used = BankCheck.objects.filter(account=account).exclude(citizen=citizen)
    if refused is None and used.exists():
        refused = Refused(Why.OTHERS)
    if refused:
        return _refuse(request, bank, citizen, refused)
    _keep(request, bank, citizen, account)
    return None


def _ours(citizen: Citizen, document: Document) -> Data:
    return Data(
        citizen.family_name,
        citizen.given_name,
        citizen.middle_name,
        citizen.birthdate,
        (document.series, document.number),
    )


def _print(identity: Identity) -> str:
    text = f"{identity.issuer}\n{identity.subject}"
    return hmac.digest(secret("bank-accounts").encode(), text.encode(), "sha256").hex()


def _keep(request: HttpRequest, bank: Bank, citizen: Citizen, account: str) -> None:
    evidence = Evidence(document=True, snils=bool(citizen.snils), bank=True)
    raised = confirmed.confirm(citizen, evidence)
    BankCheck.objects.filter(citizen=citizen, account=account).delete()  # of before a change
    BankCheck.objects.create(
        citizen=citizen, bank=bank.name, outcome=BankCheck.Outcome.CONFIRMED, account=account
    )
    _note(request, citizen, "identity.confirmed", {"bank": bank.key, **raised})
    _tell(citizen, bank)


def _refuse(request: HttpRequest, bank: Bank, citizen: Citizen, refused: Refused) -> Refused:
    """Which data differ is kept, what the bank has said of them is not."""
    parts = [part.value for part in refused.parts]
    BankCheck.objects.create(
        citizen=citizen, bank=bank.name, outcome=refused.why.value, parts=parts
    )
    detail = {"bank": bank.key, "reason": refused.why.value, "parts": parts}
    _note(request, citizen, "identity.bank-refused", detail)
    return refused


def _note(request: HttpRequest, citizen: Citizen, action: str, detail: dict[str, Any]) -> None:
    who = str(citizen.pk)
    audit.record(action, actor=who, object=f"account:{who}", detail=detail, request=request)


def _tell(citizen: Citizen, bank: Bank) -> None:
    """To a contact of the person's own, so that nobody is confirmed without knowing."""
    words = gettext(
        "“%(door)s”: your account is confirmed through “%(bank)s”. If it was not you, set a new "
        "password at once and tell the bank. %(address)s"
    ) % {"door": door("civic").name, "bank": bank.name, "address": settings.PUBLIC_URL}
    for contact in citizen.told_at()[:1]:
        notify.send_to(contact, words)
