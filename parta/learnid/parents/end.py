"""Nobody is asked, or looks after a profile, any more: for one reason, written down."""

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from parta.audit import record
from parta.kit import clock
from parta.learnid.learners.models import Learner
from parta.learnid.parents.access import parents_of
from parta.learnid.parents.models import Parent
from parta.learnid.parents.rules import Ended
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.tell import tell


def end(parent: Parent, why: Ended, by: Learner, request: HttpRequest) -> bool:
    """False for a second press.  Who asked, and is somebody else, is told of an answer."""
    with transaction.atomic():
        living = Parent.objects.filter(pk=parent.pk, ended_at=None)
        if not living.update(ended_at=clock.now(), ended_why=why):
            return False
        record(
            f"parent.{why}",
            actor=str(by.pk),
            object=f"profile:{parent.profile_id}",
            detail={"parent": str(parent.account_id or "")},
            request=request,
        )
        if why is Ended.STOPPED and parent.account_id != parent.profile.owner_id:
            tell({parent.profile.owner.phone}, parent.profile, _stopped())
    return True


def hand_over(profile: Profile, by: Learner, request: HttpRequest) -> None:
    """Its parents see once more that it was handed over; invitations are void.  All are told."""
    with transaction.atomic():
        there = list(parents_of(profile).select_related("profile__owner"))
        told = {row.account.phone for row in there if row.account} | {profile.owner.phone}
        confirmed = False
        for row in there:
            end(row, Ended.HANDED_OVER if row.confirmed_at else Ended.WITHDRAWN, by, request)
            confirmed = confirmed or row.confirmed_at is not None
        if confirmed:
            tell(told, profile, _handed_over())


def _stopped() -> str:
    return _("%(site)s: a parent no longer looks after the learning profile of %(name)s.")


def _handed_over() -> str:
    return _("%(site)s: from now on %(name)s keeps the learning profile without parents.")
