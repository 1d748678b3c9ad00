"""People as VK ID's clients know them: by a number, another one for each app.

It is the app's pairwise subject, written in digits and below 2**53, so that
JavaScript and every database keep it whole.
"""

import secrets
from uuid import UUID

from django.db import IntegrityError, transaction

from parta.idp.provider.models import Client, Subject

LEAST = 10**14
BEYOND = 10**15


def number(holder: UUID, client: Client) -> int:
    """Made at the first call, the same ever after."""
    while True:
        try:
            with transaction.atomic():
                found, _ = Subject.objects.get_or_create(
                    holder=holder, sector=client.sector, defaults={"subject": _random()}
                )
        except IntegrityError:  # the number is somebody else's
            continue
        return int(found.subject)


def _random() -> str:
    return str(LEAST + secrets.randbelow(BEYOND - LEAST))
