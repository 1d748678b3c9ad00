"""Choosing a password: one field, whose text can be shown, and its rules (strength.py)."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.strength import Weak, weakness
from parta.kit.ui.doors import doors

SAID = {
    Weak.SHORT: _("Too short: at least 8 characters."),
    Weak.COMMON: _("Many people have this password, so it is tried first. Take another one."),
    Weak.OWN: _("It is made of your own name, date or number. Take something else."),
}


class NewPassword(forms.Form):
    """`names` are what others know of the person: names, dates, phone, e-mail."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_(
            "At least 8 characters. A few words that belong together only for you do best."
        ),
        max_length=1000,
        strip=False,
        error_messages={"required": _("Type a password.")},
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, names: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.names = tuple(names)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if weak := weakness(password, self.names, common(), called()):
            raise ValidationError(SAID[weak], weak.value)
        return password


@cache
def common() -> frozenset[str]:
    """Some 20 000 passwords that are tried first: Django's list, kept with it, so offline."""
    return frozenset(CommonPasswordValidator().passwords)


@cache
def called() -> frozenset[str]:
    """What the product and its sites are called, in every language."""
    names: set[str] = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            names |= {gettext("Parta"), *(door.name for door in doors())}
    return frozenset(names)
