"""A grown-up becomes the one who looks after a profile: of their own number, or asked to."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from parta.audit import record
from parta.kit import clock
from parta.learnid.learners.models import Learner
from parta.learnid.parents.end import end
from parta.learnid.parents.models import Parent
from parta.learnid.parents.rules import TRIES, Ended
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.tell import tell


def confirm(asked: Parent, born: date, by: Learner, request: HttpRequest) -> bool:
    """Whether `born` is the child's birth date: a stranger who was asked by mistake has it not.

    A try is paid before the date is looked at; the third wrong one ends the matter.
    """
    open_rows = Parent.objects.filter(pk=asked.pk, ended_at=None, confirmed_at=None)
    with transaction.atomic():
        if not open_rows.filter(wrong_dates__lt=TRIES).update(wrong_dates=F("wrong_dates") + 1):
            return False
    if born != asked.profile.birthdate:
        if not open_rows.filter(wrong_dates__lt=TRIES).exists():
            end(asked, Ended.WRONG_DATE, by, request)
        return False
    with transaction.atomic():
        if open_rows.update(account=by, confirmed_at=clock.now(), wrong_dates=0):
            _written_down(asked.profile, by, request)
    return True


def claim(profile: Profile, by: Learner, request: HttpRequest) -> None:
    """The number's own person is the parent of a child whose profile it keeps."""
    known = {"account": by, "confirmed_at": clock.now()}
    with transaction.atomic():
        row, made = Parent.objects.get_or_create(
            profile=profile, phone=by.phone, ended_at=None, defaults=known
        )
        asked = Parent.objects.filter(pk=row.pk, confirmed_at=None)  # before it came to the number
        if made or asked.update(wrong_dates=0, **known):
            _written_down(profile, by, request)


def _written_down(profile: Profile, by: Learner, request: HttpRequest) -> None:
    """And told to who keeps the profile, where that is somebody else."""
    record("parent.confirmed", actor=str(by.pk), object=f"profile:{profile.pk}", request=request)
    if profile.owner_id != by.pk:
        words = _("%(site)s: a parent now looks after the learning profile of %(name)s.")
        tell({profile.owner.phone}, profile, words)
