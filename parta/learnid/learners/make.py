"""The account of a number: a code has just proved whose it is."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest

from parta.audit import record
from parta.learnid.learners.models import Learner


def learner_of(phone: str, request: HttpRequest) -> tuple[Learner, bool]:
    """The account, made without a password when there is none; and whether it is new."""
    nothing = make_password(None)
    with transaction.atomic():
        learner, made = Learner.objects.get_or_create(phone=phone, defaults={"password": nothing})
        if made:
            record(
                "account.made",
                actor=str(learner.pk),
                object=f"account:{learner.pk}",
                request=request,
            )
    return learner, made
