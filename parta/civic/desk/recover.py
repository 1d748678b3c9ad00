"""«Восстановить доступ»: a person who has lost their contacts stands before the clerk.

The code of eight digits names the visitor's own browser, in which another
contact has been proved; the paper names the account.  The clerk joins the two
and sees or sets no password.
"""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from parta import audit
from parta.civic.assurance import papers
from parta.civic.assurance.documents_form import NO_NUMBER
from parta.civic.assurance.limits import WRONG_CODES, purse, wait_words
from parta.civic.assurance.models import Deed, Document
from parta.civic.citizens.models import Citizen
from parta.civic.desk import deeds
from parta.civic.desk.access import for_clerks, locked, of_paper, print_of, recovery_of
from parta.civic.desk.card import person, posted_reason, reasons
from parta.civic.desk.decide import Check, Lost, Why, may_recover
from parta.civic.desk.deeds import By, Case
from parta.civic.desk.frame import frame
from parta.civic.desk.models import Clerk, Recovery
from parta.civic.desk.verdict import propose
from parta.idp.accounts import tries
from parta.kit import clock
from parta.kit.ui.person_fields import BirthdateField

IN_WORK = "desk-recovery"  # key of the session: the code, and whom the paper belongs to


class PaperForm(forms.Form):
    """What stands on the paper in the clerk's hand."""

    kind = forms.ChoiceField(label=_("Document"), choices=Document.Of.choices)
    number = forms.CharField(label=_("Series and number"), max_length=40)
    birthdate = BirthdateField(label=_("Date of birth"))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        kind = papers.Kind(said.get("kind") or papers.Kind.PASSPORT)
        if "number" in said:
            said["number"] = papers.read_number(kind, said["number"])
            if said["number"] is None:
                self.add_error("number", ValidationError(NO_NUMBER[kind], "unreadable"))
        return said


def begin(request: HttpRequest, code: str) -> None:
    request.session[IN_WORK] = {"code": code, "citizen": ""}


@require_safe
@for_clerks
def page(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    if _recovery(request) is None:
        return redirect("desk")
    return _page(request, clerk, PaperForm())


@sensitive_post_parameters()
@require_POST
@for_clerks
def find(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    recovery, form = _recovery(request), PaperForm(request.POST)
    if recovery is None:
        return redirect("desk")
    if not form.is_valid():
        return _page(request, clerk, form)
    paid, now = purse("desk-paper", request), clock.now()
    if wait := tries.pay(paid, WRONG_CODES, now):
        form.add_error(None, wait_words(wait))
        return _page(request, clerk, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    said = form.cleaned_data
    found = of_paper(papers.Kind(said["kind"]), said["number"], said["birthdate"])
    why = may_recover(_lost(found, recovery), clerk.pk)
    if found is None or why in (Why.NO_PERSON, Why.OWN):
        return _page(request, clerk, form, why, status=HTTPStatus.NOT_FOUND)
    tries.give_back(paid, now)
    _note(request, clerk, found)
    request.session[IN_WORK] = {"code": recovery.code, "citizen": str(found.pk)}
    return redirect("desk-recover")


@require_POST
@for_clerks
def decide(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    if not request.session.get(IN_WORK, {}).get("citizen"):  # a second press
        return redirect("desk")
    try:
        with transaction.atomic():
            why = _decide(request, clerk)
    except IntegrityError:  # somebody has proved the new contact a moment ago
        why = Why.CONTACT_TAKEN
    if why is None:
        request.session.pop(IN_WORK, None)
        return redirect("desk")
    known = why in (Why.UNTICKED, Why.NO_REASON)
    status = HTTPStatus.OK if known else HTTPStatus.CONFLICT
    return _page(request, clerk, PaperForm(), why, status=status)


def _decide(request: HttpRequest, clerk: Clerk) -> Why | None:
    found = locked(request.session[IN_WORK]["citizen"])
    recovery = _recovery(request, lock=True)
    if found is None or recovery is None:
        return Why.NO_CODE
    citizen, document = found
    posted = request.POST
    case = Case(request, By(clerk.pk, clerk.place), citizen, document)
    if posted.get("seen", "") != print_of(citizen, document, recovery.contact):
        return Why.CHANGED
    if posted.get("decision") == "refuse":
        return _refuse(case, recovery, posted_reason(posted))
    why = may_recover(_lost(citizen, recovery), clerk.pk)
    if why is None and not set(Check) <= set(posted.getlist("check")):
        why = Why.UNTICKED
    return why or _recover(case, recovery)


def _refuse(case: Case, recovery: Recovery, reason: str) -> Why | None:
    if not reason:
        return Why.NO_REASON
    deeds.refuse_recovery(case, recovery, reason)
    return None


def _recover(case: Case, recovery: Recovery) -> Why | None:
    if settings.DESK_TWO_PERSONS:
        return propose(case, Deed.RECOVER, recovery)
    deeds.recover(case, recovery)
    return None


def _lost(citizen: Citizen | None, recovery: Recovery) -> Lost | None:
    document = Document.objects.filter(citizen=citizen).first() if citizen else None
    if citizen is None or document is None:
        return None
    has_it = Citizen.objects.filter(Citizen.proved(recovery.to)).first()
    compared = print_of(citizen, document, recovery.contact)
    return Lost(citizen.pk, compared, has_it.pk if has_it else None)


def _recovery(request: HttpRequest, *, lock: bool = False) -> Recovery | None:
    return recovery_of(request.session.get(IN_WORK, {}).get("code", ""), clock.now(), lock=lock)


def _note(request: HttpRequest, clerk: Clerk, found: Citizen) -> None:
    """Looking is a deed too: also of a clerk who then decides nothing."""
    with transaction.atomic():
        audit.record(
            "visitor.shown",
            actor=str(clerk.pk),
            object=f"account:{found.pk}",
            detail={"place": clerk.place, "recovery": True},
            request=request,
        )


def _page(
    request: HttpRequest,
    clerk: Clerk,
    form: PaperForm,
    why: Why | None = None,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    recovery, key = _recovery(request), request.session.get(IN_WORK, {}).get("citizen", "")
    citizen = Citizen.objects.filter(pk=key, is_active=True).first() if key else None
    document = Document.objects.filter(citizen=citizen).first() if citizen else None
    shown: dict[str, Any] = {
        "frame": frame(clerk, "desk"),
        "clerk": clerk,
        "form": form,
        "why": why,
        "recovery": recovery,
        "person": None,
        "reasons": reasons(),
        "ticked": tuple(request.POST.getlist("check")),
        "title": gettext("Recover access"),
    }
    if recovery and citizen and document:
        shown["person"] = person(citizen, document, clock.now(), recovery.contact)
        taken = may_recover(_lost(citizen, recovery), clerk.pk) is Why.CONTACT_TAKEN
        shown["why"] = why or (Why.CONTACT_TAKEN if taken else None)
    return render(request, "civic/desk/recover.html", shown, status=status)
