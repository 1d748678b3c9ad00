"""Who is signed in, and what is theirs: else the page is as absent as one that never was."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parta.learnid.learners.models import Learner
from parta.learnid.parents.access import child_of, keeper_may, parent_may
from parta.learnid.parents.models import Parent
from parta.learnid.parents.rules import Act
from parta.learnid.profiles.access import profile_of
from parta.learnid.profiles.models import Profile


def learner_of(request: HttpRequest) -> Learner:
    if not isinstance(request.user, Learner):
        raise PermissionDenied
    return request.user


def kept(request: HttpRequest, key: UUID, act: Act | None = None) -> Profile:
    """A profile of this number with which it may do `act`."""
    profile = profile_of(learner_of(request), key)
    if profile is None or (act and not keeper_may(act, profile)):
        raise Http404
    return profile


def child(request: HttpRequest, key: UUID, act: Act | None = None) -> Parent:
    """A child with whose profile this person may do `act`."""
    row = child_of(learner_of(request), key)
    if row is None or (act and not parent_may(act, row)):
        raise Http404
    return row


def to_account(done: str = "") -> HttpResponse:
    return to("account", done=done)


def to(name: str, *key: UUID, done: str = "") -> HttpResponse:
    """To a page that says what a press has done."""
    query = f"?{urlencode({'done': done})}" if done else ""
    return HttpResponseRedirect(reverse(name, args=key) + query)
