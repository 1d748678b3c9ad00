"""The form of a child: who it is, its birth certificate, a contact of its own, the consent."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parta.civic.assurance import papers
from parta.civic.assurance.documents_form import NO_NUMBER, WRONG_PAPER
from parta.civic.assurance.papers import Kind, Paper
from parta.civic.family.rules import young
from parta.civic.registration.form import ContactField
from parta.idp.accounts.about import About
from parta.idp.accounts.identifiers import Identifier
from parta.kit import birthdates, clock
from parta.kit.ui.person_fields import NO_DATE

CERTIFICATE = Kind.BIRTH_CERTIFICATE
OFF = {"autocomplete": "off", "spellcheck": "false"}


class ChildForm(About):
    """`own` are the contacts of the parent."""

    number = forms.CharField(
        label=_("Birth certificate: series and number"),
        max_length=40,
        widget=forms.TextInput(attrs=OFF),
        error_messages={"required": NO_NUMBER[CERTIFICATE]},
    )
    issued_on = forms.CharField(
        label=_("Date of issue"),
        max_length=40,
        widget=forms.TextInput(attrs={**OFF, "inputmode": "numeric"}),
        error_messages={"required": NO_DATE[birthdates.Wrong.UNREADABLE]},
    )
    contact = ContactField(
        label=_("The child’s phone or e-mail"),
        help_text=_("The child’s own, not yours. A code comes to it."),
    )
    consent = forms.BooleanField(
        label=_("I am the parent, and I agree"),
        error_messages={"required": _("Without the consent the account can’t be made.")},
    )

    def __init__(self, data: Any = None, *, own: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.own = own
        for name in ("family_name", "given_name", "middle_name", "birthdate", "contact"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_birthdate(self) -> date:
        day: date = self.cleaned_data["birthdate"]
        if not young(day, clock.today()):
            raise ValidationError(_("From the age of 14 people register themselves."), "grown-up")
        return day

    def clean_number(self) -> tuple[str, str]:
        found = papers.read_number(CERTIFICATE, self.cleaned_data["number"])
        if found is None:
            raise ValidationError(NO_NUMBER[CERTIFICATE], "unreadable")
        return found

    def clean_issued_on(self) -> date:
        day = birthdates.read(self.cleaned_data["issued_on"], clock.today())
        if isinstance(day, birthdates.Wrong):
            raise ValidationError(NO_DATE[day], day.value)
        born = self.cleaned_data.get("birthdate")
        wrong = papers.why_wrong(CERTIFICATE, day, born, clock.today()) if born else None
        if wrong:
            raise ValidationError(BEFORE_BIRTH.get(wrong, WRONG_PAPER[wrong]), wrong.value)
        return day

    def clean_contact(self) -> Identifier:
        meant: Identifier = self.cleaned_data["contact"]
        if meant.value in self.own:
            raise ValidationError(_("This is your own contact. The child needs another."), "own")
        return meant

    @property
    def paper(self) -> Paper:
        series, number = self.cleaned_data["number"]
        return Paper(CERTIFICATE, series, number, self.cleaned_data["issued_on"])


BEFORE_BIRTH = {
    papers.Wrong.BEFORE_BIRTH: _("The certificate can’t be older than the child. Check the year.")
}
