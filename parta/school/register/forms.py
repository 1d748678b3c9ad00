"""What is typed into the register."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parta.kit.ui.person_fields import BirthdateField, NameField
from parta.school.register import contacts
from parta.school.register.rules import Why, why_no_guardian
from parta.school.register.told import WORDS

KIN: Final = (
    ("mother", _("mother")),
    ("father", _("father")),
    ("grandmother", _("grandmother")),
    ("grandfather", _("grandfather")),
    ("guardian", _("guardian")),
    ("other", _("another representative")),
)
"""How a guardian is related; the register may hold other words, from a file."""


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

    birth_date = BirthdateField(label=_("Date of birth"), autocomplete="off")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["birth_date"]
        asked.today = self.today = today


class ContactForm(forms.Form):
    contact = ContactField()


class BirthDateForm(Dated):
    """The date alone."""


class ParentForm(Dated):
    """What alone makes it wrong is told at once, every field of it."""

    prefix = "parent"
    surname = NameField(label=_("Surname"), missing=_("Type the surname."))
    name = NameField(label=_("First name"), missing=_("Type the first name."))
    patronymic = NameField(label=_("Patronymic"), required=False)
    kin = forms.ChoiceField(label=_("Who they are to the child"), choices=KIN)
    contact = ContactField(required=False)

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        if why := why_no_guardian(born, self.today):
            raise forms.ValidationError(gettext(WORDS[why]))
        return born

    def clean_contact(self) -> str:
        typed: str = self.cleaned_data["contact"]
        if typed and contacts.read(typed) is None:
            raise forms.ValidationError(gettext(WORDS[Why.UNREADABLE]))
        return typed


class KnownParentForm(forms.Form):
    prefix = "known"
    contact = ContactField()
    kin = forms.ChoiceField(label=_("Who they are to the child"), choices=KIN)
