"""Making a learning profile and correcting it, with the audit's line."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from parta.audit import record
from parta.idp.accounts.about import About
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.leave import take_back
from parta.learnid.profiles.models import Profile

SAME = ("family_name", "given_name", "middle_name", "birthdate")


class Taken(Exception):
    """Another profile of this phone says the same."""


def make(learner: Learner, said: Mapping[str, Any], request: HttpRequest) -> Profile:
    """A profile of the person who is described; the one that is there when there is one.

    So a second press makes no second profile.  `said` is About's cleaned data.
    """
    with transaction.atomic():
        profile, made = Profile.objects.get_or_create(
            owner=learner,
            **{name: said[name] for name in SAME},
            defaults={"gender": said["gender"]},
        )
        if made:
            record("profile.made", actor=str(learner.pk), object=_named(profile), request=request)
        elif profile.left_at:
            take_back(profile, learner, request)
    return profile


def correct(
    profile: Profile, said: Mapping[str, Any], request: HttpRequest, by: Learner | None = None
) -> None:
    """Write what differs; `by` is who does it, where that is not the owner.  Raises Taken."""
    changed = [name for name, value in said.items() if getattr(profile, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(profile, name, said[name])
    try:
        with transaction.atomic():
            profile.save(update_fields=changed)
            record(
                "profile.corrected",
                actor=str(by.pk if by else profile.owner_id),
                object=_named(profile),
                detail={"fields": changed},
                request=request,
            )
    except IntegrityError:
        raise Taken from None


def corrected(
    profile: Profile, form: About, request: HttpRequest, by: Learner | None = None
) -> bool:
    """Write what a sound form says; False, with the form saying why, where it can't be."""
    try:
        correct(profile, form.cleaned_data, request, by)
    except Taken:
        form.add_error(None, _("There is a learning profile with these data already."))
        return False
    return True


def _named(profile: Profile) -> str:
    return f"profile:{profile.pk}"
