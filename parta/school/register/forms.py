"""What is typed into the register."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parta.kit.ui.dates import numeric
from parta.school.people.models import Person
from parta.school.register import names
from parta.school.register.rules import is_birth_date

KIN: Final = (
    ("mother", _("mother")),
    ("father", _("father")),
    ("grandmother", _("grandmother")),
    ("grandfather", _("grandfather")),
    ("guardian", _("guardian")),
    ("other", _("another representative")),
)
"""How a guardian is related; the register may hold other words, from a file."""
DATES: Final = ("%d.%m.%Y", "%d %m %Y", "%d-%m-%Y", "%d/%m/%Y", "%d%m%Y", "%Y-%m-%d")


class NameField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "off", "spellcheck": "false"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        longest = Person._meta.get_field("surname").max_length or 0
        if len(typed) > longest:
            raise ValidationError(_("Too long: 200 letters fit."), "too-long")
        name = names.read(typed) if typed else ""
        if name is None:
            raise ValidationError(_("Letters, a hyphen, an apostrophe and spaces fit."), "no-name")
        return name


class DateInput(forms.DateInput):
    def format_value(self, value: Any) -> str:
        """A known date is shown as people write it; what was typed stays as typed."""
        return numeric(value) if isinstance(value, date) else value or ""


class BirthDateField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Type day, month and year. Example: 14.03.2013")
        super().__init__(
            label=_("Date of birth"),
            input_formats=DATES,
            widget=DateInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
            error_messages={"required": wrong, "invalid": wrong},
            **kwargs,
        )


class ContactField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "off", "inputmode": "email", "spellcheck": "false"}
        super().__init__(
            label=_("Phone or e-mail"),
            widget=forms.TextInput(attrs=attributes),
            error_messages={"required": _("Type a phone or an e-mail.")},
            **kwargs,
        )


class Dated(forms.Form):
    """Knows today's date at the school, beyond which nobody is born."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> date:
        day: date = self.cleaned_data["birth_date"]
        if not is_birth_date(day, self.today):
            raise ValidationError(_("Check the year of birth."), "no-birth-date")
        return day


class ContactForm(forms.Form):
    contact = ContactField()


class BirthDateForm(Dated):
    birth_date = BirthDateField()


class ParentForm(Dated):
    prefix = "parent"
    surname = NameField(label=_("Surname"), error_messages={"required": _("Type the surname.")})
    name = NameField(label=_("First name"), error_messages={"required": _("Type the first name.")})
    patronymic = NameField(label=_("Patronymic"), required=False)
    birth_date = BirthDateField()
    kin = forms.ChoiceField(label=_("Who they are to the child"), choices=KIN)
    contact = ContactField(required=False)


class KnownParentForm(forms.Form):
    prefix = "known"
    contact = ContactField()
    kin = forms.ChoiceField(label=_("Who they are to the child"), choices=KIN)
