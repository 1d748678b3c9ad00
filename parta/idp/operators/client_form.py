"""What an operator writes down about a client."""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.claims import known_scopes
from parta.idp.operators.logo import SIZE_BYTES, fault_of_logo
from parta.idp.provider.addresses import fault_of, fault_of_backchannel, fault_of_origin
from parta.idp.provider.client_keys import fault_of_keys
from parta.idp.provider.drawn import draw, readable
from parta.idp.provider.models import Algorithm, Client, ClientAuth
from parta.idp.provider.registry import Addresses, Wanted
from parta.idp.provider.rules import OFFLINE

WAYS = (
    (ClientAuth.SECRET, _("By a secret")),
    (ClientAuth.KEY, _("By its own key (private_key_jwt)")),
    (ClientAuth.NONE, _("Not at all: an app that can keep no secret")),
)
TYPED = (
    *("name", "redirect_uris", "after_sign_out", "backchannel", "origins"),
    *("scopes", "auth", "jwks", "id_token_alg"),
)
"""Fields that may wait for a fresh sign-in: what a secret follows from may not."""
Fault = Callable[[str], str | None]


class AddressField(forms.CharField):
    """Addresses, one a line; `fault` says what is wrong with one."""

    def __init__(self, fault: Fault, rows: int = 2, **kwargs: Any) -> None:
        plain = {"rows": rows, "spellcheck": "false", "autocapitalize": "off"}
        super().__init__(max_length=4000, widget=forms.Textarea(plain), **kwargs)
        self.fault = fault

    def clean(self, value: Any) -> Any:
        lines = tuple(dict.fromkeys(super().clean(value).split()))
        faults = {line: why for line in lines if (why := self.fault(line))}
        if faults:
            raise ValidationError([f"{_sentence(why)}: {line}" for line, why in faults.items()])
        return lines


class ClientForm(forms.Form):
    drawn = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)
    name = forms.CharField(
        label=_("Name"), help_text=_("What people see when they are asked."), max_length=100
    )
    redirect_uris = AddressField(
        fault_of,
        label=_("Addresses to come back to after sign-in"),
        help_text=_("One a line, letter by letter as the client sends them."),
    )
    after_sign_out = AddressField(
        fault_of, label=_("Addresses to go to after sign-out"), required=False
    )
    backchannel = AddressField(
        fault_of_backchannel,
        rows=1,
        label=_("Address that is told of ended sessions"),
        required=False,
    )
    origins = AddressField(
        fault_of_origin,
        rows=1,
        label=_("Origins of pages that call from a browser"),
        help_text=_("Such as https://app.example"),
        required=False,
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may ask for"), widget=forms.CheckboxSelectMultiple
    )
    auth = forms.ChoiceField(
        label=_("How it proves itself"), choices=WAYS, widget=forms.RadioSelect
    )
    jwks = forms.CharField(
        label=_("Its public keys (a JWK set)"),
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        max_length=20_000,
        required=False,
    )
    id_token_alg = forms.ChoiceField(
        label=_("Signature of ID tokens"),
        choices=[(each, each.value) for each in Algorithm],
        widget=forms.RadioSelect,
    )
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("A PNG of 48 to 512 pixels and at most 64 KB."),
        required=False,
        widget=forms.FileInput({"accept": "image/png"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(scope, scope) for scope in (*known_scopes(), OFFLINE)]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]

    def clean_drawn(self) -> str:
        return readable(self.cleaned_data["drawn"])

    def clean_backchannel(self) -> str:
        lines: tuple[str, ...] = self.cleaned_data["backchannel"]
        if len(lines) > 1:
            raise ValidationError(_("One address is enough."))
        return lines[0] if lines else ""

    def clean_scopes(self) -> list[str]:
        asked: list[str] = self.cleaned_data["scopes"]
        if "openid" not in asked:
            raise ValidationError(_("Without openid nobody can sign in."))
        return asked

    def clean_jwks(self) -> dict[str, Any]:
        typed = self.cleaned_data["jwks"]
        if self.data.get("auth") != ClientAuth.KEY:
            return {}
        try:
            found = json.loads(typed)
        except (ValueError, RecursionError):
            raise ValidationError(_("This is not JSON.")) from None
        fault = fault_of_keys(found if isinstance(found, dict) else {})
        if fault:
            raise ValidationError(f"{_sentence(fault)}.")
        return dict(found)

    def clean_logo(self) -> bytes:
        given: UploadedFile[bytes] | None = self.cleaned_data["logo"]
        if given is None:
            return b""
        picture = bytes(given.read(SIZE_BYTES + 1))
        if fault := fault_of_logo(picture):
            raise ValidationError(f"{_sentence(fault)}.")
        return picture

    @property
    def wanted(self) -> Wanted:
        """Of a form that is valid."""
        read = self.cleaned_data
        return Wanted(
            name=read["name"].strip(),
            addresses=Addresses(
                read["redirect_uris"], read["after_sign_out"], read["backchannel"], read["origins"]
            ),
            auth=ClientAuth(read["auth"]),
            jwks=read["jwks"],
            id_token_alg=Algorithm(read["id_token_alg"]),
        )

    @property
    def beside(self) -> dict[str, Any]:
        """Columns that the operator chooses on the page alone; no new logo keeps the old one."""
        read = self.cleaned_data
        logo = {"logo": read["logo"]} if read["logo"] else {}
        return {"scopes": read["scopes"], **logo}


def _sentence(fault: str) -> str:
    words = gettext(fault)
    return words[0].upper() + words[1:]


def filled(client: Client | None) -> dict[str, Any]:
    """What stands in the form at first."""
    if client is None:
        return {
            "drawn": draw(),
            "scopes": list(known_scopes()),
            "auth": ClientAuth.SECRET,
            "id_token_alg": Algorithm.RS256,
        }
    return {
        "name": client.name,
        "redirect_uris": "\n".join(client.redirect_uris),
        "after_sign_out": "\n".join(client.post_logout_redirect_uris),
        "backchannel": client.backchannel_logout_uri,
        "origins": "\n".join(client.origins),
        "scopes": client.scopes,
        "auth": client.auth,
        "jwks": json.dumps(client.jwks, indent=1) if client.jwks else "",
        "id_token_alg": client.id_token_alg,
    }
