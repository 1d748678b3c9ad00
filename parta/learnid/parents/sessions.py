"""A parent signs the child out wherever the child's number is signed in."""

from django.db import transaction
from django.http import HttpRequest

from parta.audit import record
from parta.idp.accounts import signed_in
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile


def end_sessions(profile: Profile, by: Learner, request: HttpRequest) -> int:
    """How many ended, with all that they have granted; a session stands for the whole number."""
    with transaction.atomic():
        sids = signed_in.end(signed_in.of(profile.owner_id))
        if sids:
            record(
                "session.ended",
                actor=str(by.pk),
                object=f"account:{profile.owner_id}",
                detail={"sessions": len(sids), "profile": str(profile.pk)},
                request=request,
            )
    return len(sids)
