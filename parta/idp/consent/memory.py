"""Consent is asked once per client and scopes, and remembered until it is taken back.

It is the holder's: each of the profiles that one account keeps agrees for itself.
"""

from collections.abc import Collection

from parta.idp.accounts.account import Holder
from parta.idp.accounts.claims import names
from parta.idp.consent.models import Consent
from parta.kit import clock, plain

CONSENTS = plain.Columns(Consent)
GIVEN = f"""
SELECT {CONSENTS.of("c")} FROM consent_consent c
WHERE c.holder = %s AND c.client_id = %s"""  # noqa: S608


def covers(
    holder: Holder, client_id: str, scopes: Collection[str], claims: Collection[str] = ()
) -> bool:
    """Whether the person has agreed to all these scopes, and claims beside them."""
    found = plain.found(CONSENTS, GIVEN, holder.pk, client_id)
    if found is None or not set(scopes) <= set(found.scopes):
        return False
    return set(claims) <= names(found.scopes).union(found.claims)


def remember(
    holder: Holder, client_id: str, scopes: Collection[str], claims: Collection[str] = ()
) -> Consent:
    """Add to what the person has agreed to; inside the caller's transaction."""
    consent, made = Consent.objects.select_for_update().get_or_create(
        holder=holder.pk,
        client_id=client_id,
        defaults={"scopes": sorted(scopes), "claims": sorted(claims)},
    )
    if not made:
        consent.scopes = sorted({*consent.scopes, *scopes})
        consent.claims = sorted({*consent.claims, *claims})
        consent.given_at = clock.now()
        consent.save()
    return consent
