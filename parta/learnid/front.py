"""The front page: the way in, or who is in and the way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from parta.kit import phones
from parta.learnid.learners.models import Learner


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    learner = request.user
    if not isinstance(learner, Learner):
        return render(request, "learnid/front.html")
    known = [(gettext("Phone"), phones.shown(learner.phone))]
    return render(request, "provider/inside.html", {"rows": known})
