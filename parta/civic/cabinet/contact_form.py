"""The form for one contact, of the kind that the page is about."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parta.civic.registration.form import ContactField
from parta.idp.accounts.identifiers import Identifier, Kind

LABELS = {Kind.PHONE: _("Phone"), Kind.EMAIL: _("E-mail")}
NOT_OF_THE_KIND = {
    Kind.PHONE: _("This is no phone. Example: +7 199 111-11-11"),
    Kind.EMAIL: _("This is no e-mail. Example: anya@pochta.example"),
}
INPUTS = {Kind.PHONE: "tel", Kind.EMAIL: "text"}  # type=email would rewrite what is typed
KEYBOARDS = {Kind.PHONE: "tel", Kind.EMAIL: "email"}


class ContactForm(forms.Form):
    contact = ContactField(help_text=_("A code comes to it."))

    def __init__(self, kind: Kind, own: Identifier | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.own = kind, own
        field = self.fields["contact"]
        field.label = LABELS[kind]
        field.error_messages["required"] = NOT_OF_THE_KIND[kind]
        field.error_messages["unreadable"] = NOT_OF_THE_KIND[kind]
        field.widget.input_type = INPUTS[kind]
        field.widget.attrs |= {"autocomplete": KEYBOARDS[kind], "inputmode": KEYBOARDS[kind]}

    def clean_contact(self) -> Identifier:
        meant: Identifier = self.cleaned_data["contact"]
        if meant.kind is not self.kind:
            raise ValidationError(NOT_OF_THE_KIND[self.kind], "unreadable")
        if meant == self.own:
            raise ValidationError(_("Your account has this one already."), "own")
        return meant
