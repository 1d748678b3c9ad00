"""What people say about themselves: name, date of birth and sex, as form fields.

Both identity sites ask for these.  Templates draw them with about() of
accounts/about.html.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parta.idp.accounts import birthdates, names
from parta.idp.accounts.birthdates import Wrong
from parta.kit import clock
from parta.kit.ui.dates import numeric

Words = Any  # text now or in the reader's language later

GENDERS = (("female", _("Female")), ("male", _("Male")))
"""OpenID Connect's words."""
NO_DATE: dict[Wrong, Words] = {
    Wrong.UNREADABLE: _("Type day, month and year. Example: 14.03.2013"),
    Wrong.NO_SUCH_DAY: _("There is no such day. Check the day and the month."),
    Wrong.FUTURE: _("This day is yet to come. Check the year."),
    Wrong.TOO_LONG_AGO: _("Check the year of birth."),
}


class NameField(forms.CharField):
    """A surname, a name or a patronymic."""

    def __init__(self, *, missing: Words = "", autocomplete: str, **kwargs: Any) -> None:
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
        return name


class BirthdateInput(forms.TextInput):
    def format_value(self, value: Any) -> str:
        """A known date is shown as people write it; what was typed stays as typed."""
        return numeric(value) if isinstance(value, date) else value or ""


class BirthdateField(forms.CharField):
    """A day up to today."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=BirthdateInput(attrs={"autocomplete": "bday", "inputmode": "numeric"}),
            error_messages={"required": NO_DATE[Wrong.UNREADABLE]},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        day = birthdates.read(super().clean(value), clock.now().date())
        if isinstance(day, Wrong):
            raise ValidationError(NO_DATE[day], day.value)
        return day


class Segments(forms.RadioSelect):
    """A choice of a few, side by side; a summary of errors leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class About(forms.Form):
    """Who a person is.  Cleaned: names in one spelling, a date, an OpenID Connect word."""

    family_name = NameField(
        label=_("Surname"), missing=_("Type the surname."), autocomplete="family-name"
    )
    given_name = NameField(
        label=_("First name"), missing=_("Type the first name."), autocomplete="given-name"
    )
    middle_name = NameField(label=_("Patronymic"), required=False, autocomplete="additional-name")
    birthdate = BirthdateField(label=_("Date of birth"))
    gender = forms.ChoiceField(
        label=_("Sex"),
        choices=GENDERS,
        widget=Segments,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
