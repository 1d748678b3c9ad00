"""OIDs: a stable number per person, drawn at random when it is first asked for."""

import secrets

from django.db import IntegrityError, transaction

from parta.civic.citizens.models import Citizen
from parta.civic.esia.models import Oid

FIRST, NUMBERS = 1_000_000_000, 9_000_000_000  # ten digits, as the real ones have
DRAWS = 20


def oid(citizen: Citizen) -> int:
    """The person's number; made at the first call, the same ever after."""
    for _ in range(DRAWS):
        if found := Oid.objects.filter(citizen=citizen).first():
            return int(found.number)
        try:
            with transaction.atomic():
                Oid.objects.create(citizen=citizen, number=FIRST + secrets.randbelow(NUMBERS))
        except IntegrityError:  # another process drew it, or drew for this person
            continue
    raise RuntimeError("No free number was drawn.")
