"""Correcting a learning profile: by its number, and by the parent who looks after it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parta.idp.accounts import fresh, typed
from parta.idp.accounts.about import About
from parta.learnid.cabinet.own import child, kept, learner_of, to
from parta.learnid.parents.access import parents_of
from parta.learnid.parents.born import tell_of_birthdate
from parta.learnid.parents.rules import Act
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.tell import tell
from parta.learnid.profiles.write import corrected


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@typed.keeps(*About.base_fields)
@fresh.required
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    profile = kept(request, key, Act.CORRECT)
    form, born = _form(request, profile), profile.birthdate
    if form.is_bound and form.is_valid() and corrected(profile, form, request):
        tell_of_birthdate(profile, born)
        return to("profile", key, done="corrected")
    page = {"back": reverse("profile", args=[key]), "of_child": _own_child(request, profile)}
    return _page(request, form, profile, page)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@typed.keeps(*About.base_fields)
@fresh.required
def edit_child(request: HttpRequest, key: UUID) -> HttpResponse:
    """The number that keeps the profile is told."""
    profile, parent = child(request, key, Act.CORRECT).profile, learner_of(request)
    form = _form(request, profile)
    if form.is_bound and form.is_valid() and corrected(profile, form, request, by=parent):
        if form.has_changed() and profile.owner_id != parent.pk:
            words = _("%(site)s: a parent has corrected the learning profile of %(name)s.")
            tell({profile.owner.phone}, profile, words)
        return to("child", key, done="corrected")
    page = {"back": reverse("child", args=[key]), "of_child": True}
    return _page(request, form, profile, page)


def _form(request: HttpRequest, profile: Profile) -> About:
    posted = request.POST if request.method == "POST" else None
    return About(posted, initial=profile.said() | typed.before(request))


def _own_child(request: HttpRequest, profile: Profile) -> bool:
    return parents_of(profile).filter(account=learner_of(request)).exists()


def _page(
    request: HttpRequest, form: About, profile: Profile, more: dict[str, object]
) -> HttpResponse:
    shown = {"form": form, "name": str(Profile.objects.get(pk=profile.pk)), **more}
    return render(request, "learnid/edit.html", shown)
