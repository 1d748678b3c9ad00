"""Fields of a form that ask for a person's name and date of birth."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parta.kit import birthdates, clock, names
from parta.kit.birthdates import Wrong
from parta.kit.ui.dates import numeric

Words = Any  # text now or in the reader's language later

NO_DATE: dict[Wrong, Words] = {
    Wrong.UNREADABLE: _("Type day, month and year. Example: 14.03.2013"),
    Wrong.NO_SUCH_DAY: _("There is no such day. Check the day and the month."),
    Wrong.FUTURE: _("This day is yet to come. Check the year."),
    Wrong.TOO_LONG_AGO: _("Check the year of birth."),
}


class NameField(forms.CharField):
    """A surname, a name or a patronymic."""

    def __init__(self, *, missing: Words = "", autocomplete: str = "off", **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
            error_messages={"required": missing},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if len(typed) > names.LONGEST:
            raise ValidationError(_("Too long: 200 letters fit."), "too-long")
        name = names.read(typed) if typed else ""
        if name is None:
            raise ValidationError(_("Letters, a hyphen, an apostrophe and spaces fit."), "no-name")
        return names.begun(name)


class DayInput(forms.TextInput):
    def format_value(self, value: Any) -> str:
        """A known date is shown as people write it; what was typed stays as typed."""
        return numeric(value) if isinstance(value, date) else value or ""


class BirthdateField(forms.CharField):
    """A day up to today: the site's, unless a form that knows better says which day that is."""

    today: date | None = None

    def __init__(self, *, autocomplete: str = "bday", **kwargs: Any) -> None:
        super().__init__(
            widget=DayInput(attrs={"autocomplete": autocomplete, "inputmode": "numeric"}),
            error_messages={"required": NO_DATE[Wrong.UNREADABLE]},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        day = birthdates.read(super().clean(value), self.today or clock.today())
        if isinstance(day, Wrong):
            raise ValidationError(NO_DATE[day], day.value)
        return day


class Segments(forms.RadioSelect):
    """A choice of a few, side by side; a summary of errors leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")
