"""The form of a new account: who a person is, and a contact of their own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parta.civic.registration.rules import contact
from parta.idp.accounts.about import About
from parta.idp.accounts.identifiers import Identifier


class ContactField(forms.CharField):
    """A phone or an e-mail in any usual spelling.  Cleaned: the Identifier that is meant."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=254,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "inputmode": "email", "spellcheck": "false"}
            ),
            error_messages={
                "required": _("Type a phone or an e-mail of your own."),
                "unreadable": _("This is neither a phone nor an e-mail. Example: +7 199 111-11-11"),
            },
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        meant = contact(super().clean(value))
        if meant is None:
            raise ValidationError(self.error_messages["unreadable"], "unreadable")
        return meant


class Form(About):
    contact = ContactField(
        label=_("Phone or e-mail"),
        help_text=_("Your own, not your parents’: each has an account. A code comes to it."),
    )

    @property
    def meant(self) -> Identifier:
        found: Identifier = self.cleaned_data["contact"]
        return found
