"""Which of the phone's people this browser session stands for: Learner.holder reads it."""

from django.http import HttpRequest

from parta.learnid.learners.models import CHOSEN
from parta.learnid.profiles.models import Profile


def choose(request: HttpRequest, profile: Profile) -> None:
    request.session[CHOSEN] = str(profile.pk)


def forget(request: HttpRequest) -> None:
    request.session.pop(CHOSEN, None)
