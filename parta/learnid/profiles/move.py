"""A learning profile goes on under another number; what it is known by to others stays."""

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from parta.audit import record
from parta.idp.provider.signout import gone
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.write import Taken


def move(profile: Profile, to: Learner, request: HttpRequest, **detail: str) -> None:
    """`to` has proved the number.  Consents stay; tokens of the old number's browsers end.

    Raises Taken where that number has a profile of the same person already.
    """
    before = str(profile.owner_id)
    try:
        with transaction.atomic():
            profile.owner = to
            profile.save(update_fields=["owner"])
            gone(profile.pk)
            record(
                "profile.moved",
                actor=str(to.pk),
                object=f"profile:{profile.pk}",
                detail={"from": before, **detail},
                request=request,
            )
    except IntegrityError:
        profile.owner_id = before
        raise Taken from None
