"""Who may know what: seen, and taken back."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from parta.audit import record
from parta.idp.accounts import fresh, session
from parta.idp.accounts.account import Account
from parta.idp.consent.models import Consent
from parta.idp.consent.rows import rows
from parta.idp.provider.grants import revoke
from parta.kit import clock
from parta.kit.row_key import row_key
from parta.kit.ui.dates import day_month


@dataclass(frozen=True, slots=True)
class Given:
    key: int
    client: str
    what: str  # "name, date of birth, sex"
    whose: str  # where the account stands for several people
    since: str


def given(account: Account) -> list[Given]:
    """The consents of everybody whom the account stands for, newest first."""
    holders = {holder.pk: holder for holder in account.holders()}
    found = Consent.objects.filter(holder__in=holders).select_related("client")
    return [
        Given(
            key=consent.pk,
            client=consent.client.name,
            what=", ".join(
                what if what.isupper() else what[:1].lower() + what[1:]
                for what, _ in rows(holders[consent.holder], consent.scopes, consent.claims)
            ),
            whose=str(holders[consent.holder]) if len(holders) > 1 else "",
            since=day_month(clock.day_of(consent.given_at)),
        )
        for consent in found.order_by("-given_at", "-pk")
    ]


@require_POST
@fresh.required
def withdraw(request: HttpRequest) -> HttpResponse:
    """A second press finds nothing left to take back, and shows the same page."""
    account = session.account(request)
    key = row_key(request.POST.get("consent", ""))
    with transaction.atomic():
        own = Consent.objects.filter(holder__in=[holder.pk for holder in account.holders()])
        consent = own.select_for_update().filter(pk=key).first() if key is not None else None
        if consent:
            _take_back(request, account, consent)
    return redirect(f"{reverse('account-security')}?changed=consent")


def _take_back(request: HttpRequest, account: Account, consent: Consent) -> None:
    consent.delete()
    revoke(Q(holder=consent.holder, client_id=consent.client_id))
    record(
        "consent.withdrawn",
        actor=str(account.pk),
        object=f"client:{consent.client_id}",
        detail={"holder": str(consent.holder), "scopes": consent.scopes},
        request=request,
    )
