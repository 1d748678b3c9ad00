"""The first tab of the cabinet: the people of this phone, and the children one looks after."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parta.learnid.cabinet.own import learner_of
from parta.learnid.learners.models import Learner
from parta.learnid.parents.access import children_of, role_of
from parta.learnid.parents.models import Parent
from parta.learnid.profiles.access import left_of, profiles_of

DONE = ("left", "back", "moved", "phone", "stopped", "declined", "void")
"""What a press may have done, as the page tells it."""


@dataclass(frozen=True, slots=True)
class Child:
    row: Parent
    role: str  # "" once it was handed over
    here: str  # the page

    @property
    def name(self) -> str:
        """Of a child whom one does not look after, hardly more than a message to a stranger."""
        profile = self.row.profile
        return (
            str(profile)
            if self.role == "parent"
            else f"{profile.given_name} {profile.family_name[:1]}."
        )

    @property
    def face(self) -> str:
        """The name whose letters stand in the disc: the first name first, as everywhere."""
        return self.row.profile.name if self.role == "parent" else self.name


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    children = [_child(row, learner) for row in children_of(learner)]
    own = {child.row.profile_id for child in children if child.role == "parent"}
    shown = {
        "learner": learner,
        "profiles": [profile for profile in profiles_of(learner) if profile.pk not in own],
        "children": children,
        "left": list(left_of(learner)),
        "has_password": learner.has_usable_password(),
        "done": done if (done := request.GET.get("done", "")) in DONE else "",
    }
    return render(request, "learnid/account.html", shown)


def _child(row: Parent, learner: Learner) -> Child:
    """Whoever keeps the profile too sees it as its keeper."""
    role = role_of(row) or ""
    keeps = role == "parent" and row.profile.owner_id == learner.pk
    page = reverse("profile", args=[row.profile_id]) if keeps else reverse("child", args=[row.pk])
    return Child(row, role, page)
