"""The only door to who looks after whom: a grown-up's own children, a profile's own parents."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from parta.kit import clock
from parta.learnid.learners.models import Learner
from parta.learnid.parents.models import Parent
from parta.learnid.parents.rules import Act, Ended, Role, may
from parta.learnid.profiles.models import Profile

HANDED_OVER_SEEN_FOR = timedelta(days=30)


def parents_of(profile: Profile) -> QuerySet[Parent]:
    """Who looks after it or was asked to, in the order they were asked."""
    return Parent.objects.filter(profile=profile, ended_at=None).order_by("asked_at", "pk")


def children_of(learner: Learner) -> QuerySet[Parent]:
    """Whom the grown-up looks after or was asked for, and those handed over lately."""
    return _seen_by(learner).select_related("profile__owner").order_by("asked_at", "pk")


def child_of(learner: Learner, key: UUID) -> Parent | None:
    """One of them; anybody else's is as absent as one that never was."""
    return children_of(learner).filter(pk=key).first()


def role_of(parent: Parent) -> Role | None:
    if parent.ended_at:
        return None
    return Role.PARENT if parent.confirmed_at else Role.ASKED


def parent_may(act: Act, parent: Parent) -> bool:
    role = role_of(parent)
    return role is not None and may(act, {role}, parent.profile.birthdate, clock.today())


def keeper_may(act: Act, profile: Profile) -> bool:
    """What the number may do under which the profile stands."""
    return act in keeper_acts(profile)


def keeper_acts(profile: Profile) -> set[Act]:
    looked_after = _others(profile).exists()
    today = clock.today()
    return {act for act in Act if may(act, {Role.KEEPER}, profile.birthdate, today, looked_after)}


def others_phones(profile: Profile) -> set[str]:
    """The numbers of the parents who look after it with a number of their own."""
    return set(_others(profile).values_list("account__phone", flat=True))


def _others(profile: Profile) -> QuerySet[Parent]:
    confirmed = parents_of(profile).filter(confirmed_at__isnull=False)
    return confirmed.exclude(account=profile.owner_id)


def _seen_by(learner: Learner) -> QuerySet[Parent]:
    lately = clock.now() - HANDED_OVER_SEEN_FOR
    theirs = Q(account=learner) | Q(account=None, phone=learner.phone)
    living = Q(ended_at=None, profile__left_at=None)
    given = Q(account=learner, ended_why=Ended.HANDED_OVER, ended_at__gt=lately)
    return Parent.objects.filter((theirs & living) | given)
