"""What no longer counts is thrown away."""

from datetime import timedelta

from django.db import transaction

from parta.idp.accounts import history
from parta.idp.accounts.models import PastSignIn, SignedIn, Tries
from parta.idp.accounts.rules import PERSON
from parta.idp.accounts.signed_in import LIVES
from parta.kit import clock
from parta.kit.jobs import every


@every(timedelta(hours=1))
def forget_rested_tries() -> None:
    with transaction.atomic():
        Tries.objects.filter(last_at__lt=clock.now() - PERSON.memory).delete()


@every(timedelta(days=1))
def forget_ended_sessions() -> None:
    with transaction.atomic():
        SignedIn.objects.filter(seen_at__lt=clock.now() - LIVES).delete()


@every(timedelta(days=1))
def forget_old_sign_ins() -> None:
    with transaction.atomic():
        PastSignIn.objects.filter(at__lt=clock.now() - history.KEPT).delete()
