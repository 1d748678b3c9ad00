"""Asking a parent to look after a profile: a message to their number, and a row that waits."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from parta.audit import record
from parta.idp.accounts import tries
from parta.idp.accounts.rules import Policy
from parta.idp.codes.rules import Refusal, Why, served
from parta.kit import clock
from parta.learnid.learners.models import Learner
from parta.learnid.parents.access import parents_of
from parta.learnid.parents.models import Parent
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.tell import tell

BY_ONE = Policy(5, timedelta(minutes=10), timedelta(days=1), timedelta(days=1))
"""Messages that one number may have sent: each further one waits twice as long."""

TO_ONE = Policy(3, timedelta(hours=1), timedelta(days=1), timedelta(days=7))
"""Messages to one number, whoever has them sent: nobody's phone is flooded."""


def ask(profile: Profile, phone: str, by: Learner, request: HttpRequest) -> Refusal | None:
    """Why nobody could be asked.  A second press sends no second message.

    The number may be anybody's: the message names the child by the first name alone.
    """
    if parents_of(profile).filter(phone=phone).exists():
        return None
    if not served(phone, settings.CODES.countries):
        return Refusal(Why.NO_COUNTRY)
    if wait := _pay(phone, by):
        return Refusal(Why.TOO_MANY, wait)
    with transaction.atomic():
        _row, made = Parent.objects.get_or_create(profile=profile, phone=phone, ended_at=None)
        if made:
            tell({phone}, profile, _words())
            record(
                "parent.asked",
                actor=str(by.pk),
                object=f"profile:{profile.pk}",
                request=request,
            )
    return None


def _pay(phone: str, by: Learner) -> timedelta | None:
    now = clock.now()
    return tries.pay(tries.key("asks", str(by.pk)), BY_ONE, now) or tries.pay(
        tries.key("asked", phone), TO_ONE, now
    )


def _words() -> str:
    said = _(
        "%(site)s: %(name)s asks you to look after a learning profile. Sign in with this number: "
        "%(address)s"
    )
    return said.replace("%(address)s", urljoin(settings.PUBLIC_URL, reverse("account")))
