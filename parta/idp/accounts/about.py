"""What people say about themselves: name, date of birth and sex, as form fields.

Both identity sites ask for these.  Templates draw them with about() of
accounts/about.html.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from parta.kit.ui.person_fields import BirthdateField, NameField, Segments

GENDERS = (("female", _("Female")), ("male", _("Male")))
"""OpenID Connect's words."""


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
