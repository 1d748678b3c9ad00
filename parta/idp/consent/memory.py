"""Consent is asked once per client and scopes, and remembered until it is taken back."""

from collections.abc import Collection

from parta.idp.accounts.account import Account
from parta.idp.consent.models import Consent
from parta.kit import clock


def covers(account: Account, client_id: str, scopes: Collection[str]) -> bool:
    """Whether the person has agreed to all these scopes for this client."""
    found = Consent.objects.filter(account_id=account.pk, client_id=client_id).first()
    return found is not None and set(scopes) <= set(found.scopes)


def remember(account: Account, client_id: str, scopes: Collection[str]) -> None:
    """Add the scopes to what the person has agreed to; inside the caller's transaction."""
    consent, made = Consent.objects.select_for_update().get_or_create(
        account_id=account.pk, client_id=client_id, defaults={"scopes": sorted(scopes)}
    )
    if not made:
        consent.scopes = sorted({*consent.scopes, *scopes})
        consent.given_at = clock.now()
        consent.save()
