"""Correcting a learning profile in the cabinet."""

import uuid
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parta.idp.accounts.about import About
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.access import profile_of
from parta.learnid.profiles.write import corrected


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    profile = profile_of(cast(Learner, request.user), key)
    if profile is None:
        raise Http404
    form = About(request.POST if request.method == "POST" else None, initial=profile.said())
    if form.is_bound and form.is_valid() and corrected(profile, form, request):
        return HttpResponseRedirect(reverse("account"))
    return render(request, "learnid/edit.html", {"form": form, "name": str(profile)})
