"""The password of a number that is known: before the code, in variants 1 and 2."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from parta.idp.accounts import attempt, meant
from parta.idp.accounts.attempt import Why
from parta.learnid.signin.kept import keep
from parta.learnid.signin.rules import Step
from parta.learnid.signin.send import send_code
from parta.learnid.signin.stand import Refusal, Stand, page_of, refuse


class Form(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        error_messages={"required": _("Type the password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters("password")
@page_of(Step.PASSWORD)
def password(request: HttpRequest, here: Stand) -> HttpResponse:
    if request.method != "POST":
        return _page(request, here, Form())
    form = Form(request.POST)
    if not form.is_valid():
        return _page(request, here, form)
    found = attempt.attempt(request, here.said.phone, form.cleaned_data["password"])
    if isinstance(found, attempt.Refusal):
        return _page(request, here, form, found)
    here.said.password_of = str(found.pk)
    keep(request, here.said)
    refused = send_code(request, here.said.phone)
    return _page(request, here, form, refused) if refused else here.to(Step.CODE)


def _page(
    request: HttpRequest, here: Stand, form: Form, refusal: Refusal | None = None
) -> HttpResponse:
    meant.tell(request, here.said.phone)  # to the page of a lost password
    kept = refusal is not None and refusal.why is not Why.WRONG  # it may be right: not typed again
    form.fields["password"].widget.render_value = kept
    shown = {
        "form": form,
        "phone": here.said.phone,
        "recover": here.beside("recover"),
    }
    return refuse(request, here, ("password", shown), refusal)
