"""Adding, changing and removing a phone or an e-mail: each asks for a fresh sign-in."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from parta.civic.cabinet.change_contact import remove_contact, set_contact
from parta.civic.cabinet.contact_form import ContactForm
from parta.civic.cabinet.rules import may_remove
from parta.civic.citizens.models import Citizen
from parta.idp import codes
from parta.idp.accounts import fresh, typed
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.kit.ui.doors import door


@require_http_methods(["GET", "HEAD", "POST"])
@typed.keeps("contact")
@fresh.required
def change(request: HttpRequest, kind: Kind) -> HttpResponse:
    own = _citizen(request).contact(kind)
    posted = request.POST if request.method == "POST" else None
    form = ContactForm(kind, own, posted, initial=typed.before(request))
    if not form.is_valid():
        return _page(request, form)
    meant: Identifier = form.cleaned_data["contact"]
    sent = codes.issue(request, meant, codes.Purpose.CONTACT, instead=_instead(meant))
    if isinstance(sent, codes.Refusal):
        return _page(request, form, refusal=sent)
    return redirect("contact-code")


@fresh.required
def code(request: HttpRequest) -> HttpResponse:
    challenge = codes.current(request, codes.Purpose.CONTACT)
    if challenge is None:  # a second press: the first one has done it
        return redirect("account")
    restart = reverse("contact-change", kwargs={"kind": challenge.to.kind})
    return codes.code_step(
        request, codes.Step(codes.Purpose.CONTACT, then=_proved, restart=restart, goal=None)
    )


@require_POST
@fresh.required
def remove(request: HttpRequest, kind: Kind) -> HttpResponse:
    if remove_contact(request, kind):
        return redirect("account")
    form = ContactForm(kind, _citizen(request).contact(kind))
    return _page(request, form, status=HTTPStatus.CONFLICT)


def _proved(request: HttpRequest, proof: codes.Proof) -> HttpResponse:
    if set_contact(request, proof.to):
        return HttpResponseRedirect(f"{reverse('account')}?changed={proof.to.kind}")
    return render(
        request,
        "civic/cabinet/taken.html",
        {"contact": proof.to.value, "kind": proof.to.kind},
        status=HTTPStatus.CONFLICT,
    )


def _citizen(request: HttpRequest) -> Citizen:
    assert isinstance(request.user, Citizen)
    return request.user


def _instead(contact: Identifier) -> str:
    """What the owner of a taken contact is told; the page tells nobody."""
    if not Citizen.objects.filter(Citizen.proved(contact)).exists():
        return ""
    return gettext(
        "Somebody is adding this contact to another account at “%(door)s”. It stays yours: "
        "remove it from your account first if you want to move it. %(address)s"
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL}


def _page(
    request: HttpRequest,
    form: ContactForm,
    *,
    refusal: codes.Refusal | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    proved = _citizen(request).proved_kinds
    shown = {
        "form": form,
        "kind": form.kind,
        "own": form.own.value if form.own else "",
        "removable": may_remove(form.kind, proved),
        "refusal": refusal,
    }
    return render(request, "civic/cabinet/contact.html", shown, status=status)
