"""The form for a document and the СНИЛС, each as it stands on paper."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parta.civic.assurance import papers
from parta.civic.assurance.models import Document
from parta.civic.assurance.papers import Kind, Paper
from parta.civic.citizens.models import Citizen
from parta.kit import birthdates, snils
from parta.kit.ui.person_fields import NO_DATE, Segments

NO_NUMBER = {
    Kind.PASSPORT: _("Ten digits: series and number. Example: 36 26 104218"),
    Kind.BIRTH_CERTIFICATE: _("A Roman number, two letters and six digits. Example: I-AK 123456"),
}
WRONG_PAPER = {
    papers.Wrong.BEFORE_BIRTH: _("The document can't be older than you. Check the year."),
    papers.Wrong.BEFORE_14: _("A passport is given from the age of 14. Check the year."),
    papers.Wrong.TOO_OLD: _("There were no such passports then. Check the year."),
    papers.Wrong.EXPIRED: _("This passport was to be exchanged at 20 or 45. Type the new one."),
}
NO_DEPARTMENT = _("Six digits beside who issued the passport. Example: 770-045")
NO_SNILS = _("Eleven digits. Example: 112-233-445 95")


def _typed(keyboard: str = "text") -> forms.TextInput:
    """Browsers are asked to remember none of it."""
    attributes = {"autocomplete": "off", "spellcheck": "false", "inputmode": keyboard}
    return forms.TextInput(attrs=attributes)


class DocumentsForm(forms.Form):
    kind = forms.ChoiceField(label=_("Document"), choices=Document.Of.choices, widget=Segments)
    number = forms.CharField(label=_("Series and number"), max_length=40, widget=_typed())
    issued_on = forms.CharField(
        label=_("Date of issue"),
        max_length=40,
        widget=_typed("numeric"),
        error_messages={"required": NO_DATE[birthdates.Wrong.UNREADABLE]},
    )
    department = forms.CharField(
        label=_("Department code"),
        max_length=20,
        required=False,
        help_text=_("Six digits beside who issued the passport"),
        widget=_typed("numeric"),
    )
    snils = forms.CharField(
        label=_("SNILS"),
        max_length=40,
        help_text=_("On the green card or in the notice of the Social Fund"),
        widget=_typed("numeric"),
        error_messages={"required": NO_SNILS},
    )

    def __init__(self, citizen: Citizen, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.birthdate, self.today = citizen.birthdate, today
        self.snils_known = citizen.snils or ""
        if self.snils_known:
            self.fields["snils"].required = False
            self.fields["snils"].help_text = _(
                "The account has one that ends in %(end)s: leave this empty to keep it"
            ) % {"end": self.snils_known[-2:]}
        self.offered = papers.kinds(birthdates.age(citizen.birthdate, today))
        field = self.fields["kind"]
        field.initial = self.offered[0].value
        field.choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Document.Of.choices if value in self.offered
        ]
        self.fields["number"].error_messages["required"] = NO_NUMBER[self._said]

    @property
    def _said(self) -> Kind:
        """The kind chosen now; what can't be chosen is an error of its own field."""
        chosen = self.data.get("kind", "") if self.is_bound else ""
        return Kind(chosen) if chosen in self.offered else self.offered[0]

    def clean_number(self) -> tuple[str, str]:
        found = papers.read_number(self._said, self.cleaned_data["number"])
        if found is None:
            raise ValidationError(NO_NUMBER[self._said], "unreadable")
        return found

    def clean_issued_on(self) -> date:
        day = birthdates.read(self.cleaned_data["issued_on"], self.today)
        if isinstance(day, birthdates.Wrong):
            raise ValidationError(NO_DATE[day], day.value)
        wrong = papers.why_wrong(self._said, day, self.birthdate, self.today)
        if wrong:
            raise ValidationError(WRONG_PAPER[wrong], wrong.value)
        return day

    def clean_department(self) -> str:
        if self._said is not Kind.PASSPORT:
            return ""
        found = papers.read_department(self.cleaned_data["department"])
        if found is None:
            raise ValidationError(NO_DEPARTMENT, "unreadable")
        return found

    def clean_snils(self) -> str:
        if self.snils_known and not self.cleaned_data["snils"]:
            return self.snils_known
        digits = snils.digits_of(self.cleaned_data["snils"])
        if digits is None:
            raise ValidationError(NO_SNILS, "unreadable")
        if not snils.valid(digits):
            raise ValidationError(
                _("The last two digits don't fit the others. Check each digit."), "checksum"
            )
        return digits

    @property
    def paper(self) -> Paper:
        said = self.cleaned_data
        series, number = said["number"]
        return Paper(Kind(said["kind"]), series, number, said["issued_on"], said["department"])
