"""A child for the parent: asked to confirm, looked after, or handed over."""

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.accounts import fresh, typed
from parta.kit import clock
from parta.kit.ui.person_fields import BirthdateField
from parta.learnid.cabinet.own import child, learner_of, to, to_account
from parta.learnid.parents.access import child_of, parent_may, role_of
from parta.learnid.parents.confirm import confirm
from parta.learnid.parents.end import end
from parta.learnid.parents.models import Parent
from parta.learnid.parents.rules import TRIES, Act, Ended, Role, grown
from parta.learnid.parents.sessions import end_sessions

DONE = ("confirmed", "corrected", "sessions")


class BornForm(forms.Form):
    born = BirthdateField(label=_("The child's date of birth"), autocomplete="off")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@typed.keeps("born")
def child_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Of whom this person was asked for, the page tells the first name and asks for the date."""
    row, learner = child(request, key), learner_of(request)
    if role_of(row) is Role.ASKED:
        return _asked(request, row)
    if row.profile.owner_id == learner.pk and not row.ended_at:
        return to("profile", row.profile_id)
    shown = {
        "row": row,
        "profile": row.profile,
        "may": {act.value for act in Act if parent_may(act, row)},
        "handed_over": row.ended_at is not None,
        "done": done if (done := request.GET.get("done", "")) in DONE else "",
    }
    return render(request, "learnid/child.html", shown)


def _asked(request: HttpRequest, row: Parent) -> HttpResponse:
    open_to = parent_may(Act.CONFIRM, row)
    posted = request.POST if request.method == "POST" and open_to else None
    form = BornForm(posted, initial=typed.before(request))
    if form.is_bound and not fresh.fresh(request):
        return fresh.sign_in_again(request)
    if form.is_bound and form.is_valid():
        learner = learner_of(request)
        if confirm(row, form.cleaned_data["born"], learner, request):
            return to("child", row.pk, done="confirmed")
        if child_of(learner, row.pk) is None:
            return to_account("void")
        form.add_error("born", _("The date didn't match. Type the child's, not your own."))
        row.refresh_from_db(fields=["wrong_dates"])
    shown = {"row": row, "form": form, "open_to": open_to, "left": TRIES - row.wrong_dates}
    return render(request, "learnid/child_asked.html", shown)


@require_POST
@login_required
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    end(child(request, key, Act.DECLINE), Ended.DECLINED, learner_of(request), request)
    return to_account("declined")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh.required
def stop(request: HttpRequest, key: UUID) -> HttpResponse:
    row, learner = child(request, key, Act.STOP), learner_of(request)
    if request.method == "POST":
        end(row, Ended.STOPPED, learner, request)
        return to_account("stopped")
    shown = {
        "row": row,
        "keeps": row.profile.owner_id == learner.pk,
        "for_good": grown(row.profile.birthdate, clock.today()),
    }
    return render(request, "learnid/stop.html", shown)


@require_POST
@login_required
@fresh.required
def sign_out(request: HttpRequest, key: UUID) -> HttpResponse:
    end_sessions(child(request, key, Act.END_SESSIONS).profile, learner_of(request), request)
    return to("child", key, done="sessions")
