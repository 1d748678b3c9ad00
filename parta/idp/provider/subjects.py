"""Pairwise subjects: every sector of clients knows a person under another random name."""

import secrets
from uuid import UUID

from django.db import transaction

from parta.idp.provider.models import Subject
from parta.kit import plain

KNOWN = "SELECT subject FROM provider_subject WHERE holder = %s AND sector = %s"


def is_known_as(holder: UUID, sector: str, subject: str) -> bool:
    return Subject.objects.filter(holder=holder, sector=sector, subject=subject).exists()


def subject(holder: UUID, sector: str) -> str:
    """The person's name in this sector; made at the first call, the same ever after."""
    if kept := plain.row(KNOWN, holder, sector):
        return str(kept[0])
    with transaction.atomic():
        made, _ = Subject.objects.get_or_create(
            holder=holder, sector=sector, defaults={"subject": secrets.token_urlsafe(24)}
        )
    return str(made.subject)
