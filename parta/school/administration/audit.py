"""«Аудит»: who did what to whom at the school, and when, and from where."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parta.audit.models import AuditEvent
from parta.audit.reading import Asked, of_scope
from parta.kit.row_key import row_key
from parta.kit.ui.person_fields import DayInput
from parta.school.administration import find, words
from parta.school.administration.names import names_in
from parta.school.diary.worn import worn
from parta.school.people.hats import Hat
from parta.school.people.models import Person, School
from parta.school.register import access
from parta.school.register.keepers import frame
from parta.school.timetable.moments import local, moment

DATES: Final = ("%d.%m.%Y", "%d %m %Y", "%Y-%m-%d")
SEARCHED: Final = 200  # people whose events are looked for at once
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)  # at the ends of the calendar no zone helps


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Type day, month and year. Example: 14.03.2013")
        super().__init__(
            required=False,
            input_formats=DATES,
            widget=DayInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": wrong},
            validators=[MinValueValidator(EARLIEST, wrong), MaxValueValidator(LATEST, wrong)],
            **kwargs,
        )


class Filter(forms.Form):
    name = forms.CharField(label=_("Who or whom"), required=False, max_length=200)
    action = forms.ChoiceField(label=_("What was done"), required=False)
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(
            ((code, str(said)) for code, said in words.ACTIONS.items()), key=lambda it: it[1]
        )
        self.fields["action"].choices = [("", _("anything")), *known]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Row:
    at: datetime  # at the school
    who: str
    role: str
    done: str
    whom: str  # "" where nobody else is meant
    details: list[tuple[str, str]]
    network: str


@require_safe
@worn(Hat.ADMINISTRATOR)
def trail(request: HttpRequest) -> HttpResponse:
    """Of the administrator's own school; a filter that can't be read narrows nothing."""
    reader = access.reader(request)
    school = reader.person.school
    form = Filter(request.GET)
    form.is_valid()
    asked = _asked(request, form.cleaned_data, school)
    found = of_scope(str(school.pk), asked)
    names = names_in(found.events, school)
    narrowed = {key: value for key, value in request.GET.items() if key != "before" and value}
    older = urlencode({**narrowed, "before": found.older}) if found.older else ""
    context = {
        "frame": frame(request, "audit-trail"),
        "form": form,
        "rows": [_row(event, names, school.tz) for event in found.events],
        "older": older,
        "first": asked.before is None,
        "person": _person(request, school),
        "narrowed": bool(narrowed),
    }
    return render(request, "administration/audit.html", context)


def _asked(request: HttpRequest, read: dict[str, Any], school: School) -> Asked:
    until: date | None = read.get("until")
    return Asked(
        keys=_keys(request, read.get("name", ""), school),
        action=read.get("action", ""),
        since=_midnight(read.get("since"), school),
        until=_midnight(until and until + timedelta(days=1), school),
        before=row_key(request.GET.get("before", "")),
    )


def _keys(request: HttpRequest, name: str, school: School) -> tuple[str, ...] | None:
    if person := _person(request, school):
        return (f"person:{person.uid}",)
    if not name:
        return None
    found = Person.objects.filter(pk__in=find.keys_of(school.pk, name)[:SEARCHED])
    return tuple(f"person:{uid}" for uid in found.values_list("uid", flat=True))


def _person(request: HttpRequest, school: School) -> Person | None:
    """The one person whose events a link asked for."""
    try:
        uid = UUID(request.GET.get("person", ""))
    except ValueError:
        return None
    return Person.objects.filter(school=school, uid=uid).first()


def _midnight(day: date | None, school: School) -> datetime | None:
    return moment(day, time(), school.tz) if day else None


def _row(event: AuditEvent, names: dict[str, str], tz: str) -> Row:
    who = words.whom(event.actor, names)
    return Row(
        at=local(event.ts, tz),
        who=who,
        role=words.role(event.acting_role),
        done=words.said(event.action),
        whom="" if event.object == event.actor else words.whom(event.object, names),
        details=words.details(event.detail, names, who),
        network=event.network,
    )
