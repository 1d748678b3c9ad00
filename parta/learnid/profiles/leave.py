"""A person stops using a learning profile: what it has let others know ends at once.

It can be taken back for a while, then it is gone (jobs.py).
"""

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest

from parta.audit import record
from parta.idp.consent.models import Consent
from parta.idp.provider.signout import gone
from parta.kit import clock
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile

TAKEN_BACK_FOR = timedelta(days=30)


def leave(profile: Profile, by: Learner, request: HttpRequest) -> bool:
    """End its consents and tokens, and hide it; False for a second press."""
    with transaction.atomic():
        mine = Profile.objects.filter(pk=profile.pk, left_at=None)
        if not mine.update(left_at=clock.now()):
            return False
        Consent.objects.filter(holder=profile.pk).delete()
        gone(profile.pk)
        record("profile.left", actor=str(by.pk), object=f"profile:{profile.pk}", request=request)
    return True


def take_back(profile: Profile, by: Learner, request: HttpRequest) -> None:
    """It is there again; whoever wants to know it asks anew."""
    with transaction.atomic():
        if Profile.objects.filter(pk=profile.pk, left_at__isnull=False).update(left_at=None):
            profile.left_at = None
            record(
                "profile.taken-back",
                actor=str(by.pk),
                object=f"profile:{profile.pk}",
                request=request,
            )
