"""Correcting a birth date: it must equal the account's, or nobody is let in."""

from datetime import date
from typing import Final

from django.db import transaction
from django.http import HttpRequest

from parta import audit
from parta.school.people.models import Person

PARTS: Final = ("day", "month", "year")


def correct(person: Person, day: date, request: HttpRequest) -> None:
    """The register has `day` from now on.  The same day again changes nothing."""
    rows = Person.objects.filter(pk=person.pk)
    with transaction.atomic():
        before = rows.select_for_update().values_list("birth_date", flat=True).get()
        if before == day:
            return
        rows.update(birth_date=day)
        audit.record(
            "person.birth_date_corrected",
            actor=f"person:{request.user.uid}",  # type: ignore[union-attr]
            object=f"person:{person.uid}",
            detail={"parts": _changed(before, day)},
            request=request,
        )


def _changed(before: date | None, day: date) -> list[str]:
    """Which parts: the dates themselves would stay in the audit for good."""
    return [part for part in PARTS if getattr(before, part, None) != getattr(day, part)]
