"""«Добавить ребёнка»: the form, the code to the child's own contact, the password of the child."""

from http import HTTPStatus
from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parta.civic.assurance.limits import purse, wait_words
from parta.civic.citizens.models import Citizen
from parta.civic.family import draft as drafts
from parta.civic.family.access import for_parents, way_of
from parta.civic.family.draft import Draft
from parta.civic.family.form import ChildForm
from parta.civic.family.limits import ADDING
from parta.civic.family.rules import MOST_CHILDREN, Way
from parta.civic.family.write import full, join, register
from parta.idp import codes
from parta.idp.accounts import fresh, hashing, passwords, tries, typed
from parta.idp.accounts.about import About
from parta.idp.accounts.identifiers import Identifier
from parta.idp.accounts.new_password import NewPassword
from parta.kit import clock
from parta.kit.names import begun
from parta.kit.ui.doors import door


@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
@typed.keeps(*About.base_fields, "number", "issued_on", "contact")
@fresh.required
@for_parents
def add(request: HttpRequest, parent: Citizen) -> HttpResponse:
    draft = drafts.read(request)
    if request.method != "POST":
        drafts.keep(request, draft)
        return _page(request, draft, ChildForm(initial=draft.typed | typed.before(request)))
    draft = draft.saying(request.POST)
    drafts.keep(request, draft)
    form = ChildForm(draft.typed, own=parent.told_at())
    if not form.is_valid():
        return _page(request, draft, form)
    if full(parent):
        form.add_error(None, gettext("%(num)s children are the most.") % {"num": MOST_CHILDREN})
        return _page(request, draft, form, status=HTTPStatus.CONFLICT)
    return _go_on(request, parent, draft, form)


def _go_on(request: HttpRequest, parent: Citizen, draft: Draft, form: ChildForm) -> HttpResponse:
    if draft.proved:
        return redirect("family-password")
    if wait := tries.pay(purse("family", request), ADDING, clock.now()):
        form.add_error(None, wait_words(wait))
        return _page(request, draft, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    meant: Identifier = form.cleaned_data["contact"]
    way = way_of(parent, form)
    if way is Way.MINE:
        drafts.drop(request)
        return redirect("family")
    sent = codes.issue(
        request,
        meant,
        codes.Purpose.FAMILY,
        instead=_instead(meant) if way is Way.NOBODY else "",
        silent=way is Way.NOBODY,
    )
    if isinstance(sent, codes.Refusal):
        return _page(request, draft, form, refusal=sent)
    return redirect("family-code")


@for_parents
def code(request: HttpRequest, parent: Citizen) -> HttpResponse:
    draft = drafts.read(request)
    if draft.proved:  # a second press, or a step back
        return redirect("family-password")
    if draft.form(parent) is None:
        return redirect("family-add")
    step = codes.Step(
        purpose=codes.Purpose.FAMILY,
        then=_proved,
        restart=reverse("family-add"),
        context={"steps": (2, 3), "back": gettext("A child")},
        template="civic/family/code.html",
    )
    return codes.code_step(request, step)


def _proved(request: HttpRequest, proof: codes.Proof) -> HttpResponse:
    drafts.keep(request, drafts.read(request).proving(proof.to))
    return redirect("family-password")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_parents
def password(request: HttpRequest, parent: Citizen) -> HttpResponse:
    """Of a new account; an account that was there has one, and is joined at once."""
    draft = drafts.read(request)
    known = draft.form(parent)
    if known is None or draft.contact != known.cleaned_data["contact"]:
        return redirect("family-code" if known else "family")
    if way_of(parent, known) is not Way.REGISTER:
        return _joined(request, parent, draft, known)
    posted = request.POST if request.method == "POST" else None
    form = NewPassword(posted, names=draft.known)
    form.fields["password"].label = gettext("Password")
    if not form.is_valid():
        return _password_page(request, draft, form)
    try:
        encoded = passwords.encoded(form.cleaned_data["password"])
    except hashing.Busy:
        return _password_page(request, draft, form, busy=True)
    row = register(request, parent, draft, known, encoded)
    return _done(request, str(row.child_id) if row else "", "registered")


def _joined(request: HttpRequest, parent: Citizen, draft: Draft, form: ChildForm) -> HttpResponse:
    row = join(request, parent, draft, form)
    made = row is not None and str(row.child_id) == draft.account  # by the first of two presses
    return _done(request, str(row.child_id) if row else "", "registered" if made else "joined")


def _done(request: HttpRequest, child: str, how: str) -> HttpResponse:
    drafts.drop(request)
    if not child:
        return render(request, "civic/family/changed.html", status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{reverse('family-child', kwargs={'key': child})}?changed={how}")


def _instead(contact: Identifier) -> str:
    """What the owner of a taken contact is told; the page tells nobody."""
    if not Citizen.objects.filter(Citizen.proved(contact)).exists():
        return ""
    return gettext(
        "Somebody is adding a child with this contact at “%(door)s”, and an account has it "
        "already. If it is your parent: name, date of birth and certificate have to be those of "
        "your account. If not, do nothing. %(address)s"
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL}


def _page(
    request: HttpRequest,
    draft: Draft,
    form: ChildForm,
    refusal: codes.Refusal | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    shown = {"form": form, "draft": draft.account, "refusal": refusal}
    return render(request, "civic/family/add.html", shown, status=status)


def _password_page(
    request: HttpRequest, draft: Draft, form: NewPassword, *, busy: bool = False
) -> HttpResponse:
    shown = {
        "form": form,
        "name": begun(draft.typed["given_name"].strip()),
        "contact": draft.contact.value if draft.contact else "",
        "busy": busy,
    }
    response = render(request, "civic/family/password.html", shown)
    if busy:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response["Retry-After"] = str(ceil(hashing.RETRY_AFTER.total_seconds()))
    return response
