"""The children whom a consent covers: those whom its page has named, and none that came later."""

from collections.abc import Collection
from uuid import UUID

from parta.civic.citizens.models import Citizen
from parta.civic.esia import kids
from parta.civic.esia.models import ShownChild
from parta.idp.consent.models import Consent
from parta.idp.provider.door import NOBODY, Others


def others(citizen: Citizen, client_id: str, scopes: Collection[str]) -> Others:
    """Whom the consent page has to name beside the person, and whether all are covered."""
    if "kids" not in scopes:
        return NOBODY
    found = {child.pk for child in kids.of(citizen)}
    return Others(tuple(sorted(map(str, found))), covered=found <= covered(citizen, client_id))


def covered(citizen: Citizen, client_id: str) -> set[UUID]:
    of_consent = ShownChild.objects.filter(consent__holder=citizen.pk, consent__client_id=client_id)
    return set(of_consent.values_list("child_id", flat=True))


def remember(consent: Consent, named: Collection[str]) -> None:
    """Inside the caller's transaction."""
    ShownChild.objects.bulk_create(
        [ShownChild(consent=consent, child_id=UUID(key)) for key in named], ignore_conflicts=True
    )
