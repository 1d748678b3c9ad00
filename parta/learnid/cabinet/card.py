"""A profile of this number: its data, who looks after it, and what can be done with it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parta.idp.accounts import fresh
from parta.learnid.cabinet.own import kept, learner_of, to
from parta.learnid.learners.models import Learner
from parta.learnid.parents import confirm
from parta.learnid.parents.access import keeper_acts, parents_of
from parta.learnid.parents.end import end, hand_over
from parta.learnid.parents.models import Parent
from parta.learnid.parents.rules import Act, Ended
from parta.learnid.profiles.models import Profile

DONE = ("asked", "claimed", "withdrawn", "alone", "corrected", "stopped")


@require_safe
@login_required
def card(request: HttpRequest, key: UUID) -> HttpResponse:
    profile, learner = kept(request, key), learner_of(request)
    parents = list(parents_of(profile))
    shown = {
        "profile": profile,
        "parents": parents,
        "own": _own(parents, learner),
        "may": {act.value for act in keeper_acts(profile)},
        "confirmed": any(parent.confirmed_at for parent in parents),
        "done": done if (done := request.GET.get("done", "")) in DONE else "",
    }
    return render(request, "learnid/card.html", shown)


def _own(parents: list[Parent], learner: Learner) -> Parent | None:
    return next((row for row in parents if row.account_id == learner.pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh.required
def claim(request: HttpRequest, key: UUID) -> HttpResponse:
    """«Это мой ребёнок»."""
    profile = kept(request, key, Act.CLAIM)
    if request.method != "POST":
        return render(request, "learnid/claim.html", {"profile": profile})
    confirm.claim(profile, learner_of(request), request)
    return to("profile", key, done="claimed")


@require_POST
@login_required
@fresh.required
def go_alone(request: HttpRequest, key: UUID) -> HttpResponse:
    """From 14, under the same number."""
    hand_over(kept(request, key, Act.GO_ALONE), learner_of(request), request)
    return to("profile", key, done="alone")


@require_POST
@login_required
def withdraw(request: HttpRequest, key: UUID, parent: UUID) -> HttpResponse:
    profile = kept(request, key, Act.WITHDRAW)
    row = _asked(profile, parent)
    end(row, Ended.WITHDRAWN, learner_of(request), request)
    return to("profile", key, done="withdrawn")


def _asked(profile: Profile, parent: UUID) -> Parent:
    """Who has not answered yet; a second press finds nobody."""
    row = parents_of(profile).filter(pk=parent, confirmed_at=None).first()
    if row is None:
        raise Http404
    return row
