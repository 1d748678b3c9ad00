"""A profile that nobody needs any more: left, by its number or by the parent, and taken back."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.accounts import fresh
from parta.learnid.cabinet.own import child, kept, learner_of, to_account
from parta.learnid.parents.access import parents_of
from parta.learnid.parents.rules import Act
from parta.learnid.profiles import leave as leaving
from parta.learnid.profiles.access import left_of
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.tell import tell


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh.required
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    profile = kept(request, key, Act.LEAVE)
    return _left(request, profile, reverse("profile", args=[key]))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh.required
def leave_child(request: HttpRequest, key: UUID) -> HttpResponse:
    profile = child(request, key, Act.LEAVE).profile
    return _left(request, profile, reverse("child", args=[key]))


@require_POST
@login_required
@fresh.required
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    learner = learner_of(request)
    profile = left_of(learner).filter(pk=key).first()
    if profile is None:
        raise Http404
    leaving.take_back(profile, learner, request)
    return to_account("back")


def _left(request: HttpRequest, profile: Profile, back: str) -> HttpResponse:
    """Everybody else whose matter it is gets a message."""
    if request.method != "POST":
        shown = {"profile": profile, "back": back}
        return render(request, "learnid/leave.html", shown)
    by = learner_of(request)
    others = {profile.owner, *(row.account for row in parents_of(profile) if row.account)} - {by}
    if leaving.leave(profile, by, request):
        tell({other.phone for other in others}, profile, _left_words())
    return to_account("left")


def _left_words() -> str:
    return _(
        "%(site)s: the learning profile of %(name)s is no longer used. It can be taken back "
        "within 30 days."
    )
