"""The page for a document and the СНИЛС: simplified becomes standard, and so does confirmed.

Who is confirmed comes here with a new paper, after a fresh sign-in, and is told first
what it costs.
"""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parta.civic.assurance.documents_form import DocumentsForm
from parta.civic.assurance.give_documents import Why, give
from parta.civic.assurance.levels import CONFIRMED
from parta.civic.assurance.limits import OTHERS_NUMBERS, purse, wait_words
from parta.civic.citizens.models import Citizen
from parta.idp.accounts import fresh, tries, typed
from parta.kit import clock


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@typed.keeps("kind", "number", "issued_on", "department", "snils")
@login_required
def documents(request: HttpRequest) -> HttpResponse:
    citizen = request.user
    assert isinstance(citizen, Citizen)
    if citizen.level == CONFIRMED and not fresh.fresh(request):
        return fresh.sign_in_again(request)
    posted = request.POST if request.method == "POST" else None
    form = DocumentsForm(citizen, clock.today(), posted, initial=typed.before(request))
    seen = citizen.level != CONFIRMED or "costs" in request.POST
    if not form.is_valid() or not seen:
        return _page(request, form)
    return _give(request, citizen, form)


def _give(request: HttpRequest, citizen: Citizen, form: DocumentsForm) -> HttpResponse:
    """Numbers of others can't be looked for: each refusal makes the next try wait."""
    paid, now = purse("documents", request), clock.now()
    if wait := tries.pay(paid, OTHERS_NUMBERS, now):
        form.add_error(None, wait_words(wait))
        return _page(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    refused = give(request, citizen, form.paper, form.cleaned_data["snils"])
    if not refused:
        tries.give_back(paid, now)
        return redirect("level")
    if Why.DOCUMENT_TAKEN in refused:
        form.add_error("number", gettext("Another account has this document. Check the number."))
    if Why.SNILS_TAKEN in refused:
        form.add_error("snils", gettext("Another account has this SNILS. Check the digits."))
    return _page(request, form, HTTPStatus.CONFLICT)


def _page(
    request: HttpRequest, form: DocumentsForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    citizen = request.user
    assert isinstance(citizen, Citizen)
    shown = {"form": form, "costs": citizen.level == CONFIRMED}
    return render(request, "civic/assurance/documents.html", shown, status=status)
