"""A phone number as a form field, in any usual spelling."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parta.kit import phones


class PhoneField(forms.CharField):
    """Cleaned to E.164, shown as people write it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Phone number"),
            max_length=64,
            help_text=_("It may begin with 8 or +7, with spaces or without."),
            error_messages={"required": _("Type a phone number. Example: +7 199 111-11-11")},
            widget=forms.TextInput(
                attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
            ),
        )

    def clean(self, value: Any) -> str:
        number = phones.normalise(super().clean(value))
        if number is None:
            raise ValidationError(
                _("This is no phone number. Example: +7 199 111-11-11"), "no-number"
            )
        return number


class PhoneForm(forms.Form):
    phone = PhoneField()
