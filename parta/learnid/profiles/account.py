"""The first tab of the cabinet: the people of this phone, as schools get to know them."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.learnid.learners.models import Learner
from parta.learnid.profiles.access import profiles_of


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    learner = cast(Learner, request.user)
    shown = {
        "learner": learner,
        "profiles": list(profiles_of(learner)),
        "has_password": learner.has_usable_password(),
    }
    return render(request, "learnid/account.html", shown)
