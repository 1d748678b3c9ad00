"""The first page: who the person is, and where a code goes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from parta.civic.citizens.models import Citizen
from parta.civic.registration import draft as drafts
from parta.civic.registration.draft import Draft
from parta.civic.registration.form import Form
from parta.civic.registration.way import way_of
from parta.idp import codes
from parta.idp.accounts.identifiers import Identifier
from parta.kit.ui.doors import door


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    way = way_of(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(way.next)
    draft = drafts.begun(request)
    if request.method != "POST":
        return _page(request, draft, Form(initial=draft.typed))
    draft = draft.saying(request.POST)
    drafts.keep(request, draft)
    form = Form(draft.typed)
    if not form.is_valid():
        return _page(request, draft, form)
    if draft.contact == form.meant:
        return HttpResponseRedirect(way.to("register-password"))
    drafts.keep(request, draft.proving(None))
    sent = codes.issue(request, form.meant, codes.Purpose.REGISTER, instead=_instead(form.meant))
    if isinstance(sent, codes.Refusal):
        return _page(request, draft, form, sent)
    return HttpResponseRedirect(way.to("register-code"))


def _instead(contact: Identifier) -> str:
    """What the owner of a taken contact is told; the page tells nobody."""
    if not Citizen.objects.filter(Citizen.proved(contact)).exists():
        return ""
    return gettext(
        "Somebody is registering at “%(door)s” with this contact, and an account has it already. "
        "If it is you, sign in: %(address)s. If not, do nothing."
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL + reverse("signin")}


def _page(
    request: HttpRequest, draft: Draft, form: Form, refusal: codes.Refusal | None = None
) -> HttpResponse:
    shown = {"form": form, "way": way_of(request), "draft": draft.account, "refusal": refusal}
    return render(request, "civic/registration/register.html", shown)
