"""What the worker does for the provider: it tells clients of ended sessions, turns the keys,
and throws away what has run out."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from parta.idp.accounts.models import SignedIn
from parta.idp.provider import backchannel, keyring
from parta.idp.provider.grants import CODE_LIVES, TOKEN_LIVES
from parta.idp.provider.models import (
    AccessToken,
    Grant,
    PushedRequest,
    RefreshToken,
    UsedAssertion,
)
from parta.idp.provider.sign_ins import count
from parta.kit import clock
from parta.kit.jobs import every


@every(timedelta(seconds=2))
def tell_of_ended_sessions() -> None:
    backchannel.tell_all()


@every(timedelta(hours=1))
def rotate_keys() -> None:
    keyring.rotate_when_older(settings.KEY_LIVES)


@every(timedelta(hours=1))
def forget_what_has_run_out() -> None:
    """Codes hang on their grants and go with them.

    A spent code stays as long as its token could live, so that a second use is
    still seen and takes the token back; a spent refresh token stays as long as it
    would have lived.
    """
    now = clock.now()
    for run_out in (PushedRequest, UsedAssertion, RefreshToken, AccessToken):
        with transaction.atomic():
            run_out.objects.filter(expires_at__lt=now).delete()
    old = Grant.objects.filter(begun_at__lt=now - CODE_LIVES - TOKEN_LIVES)
    count(old)
    lasting = Exists(RefreshToken.objects.filter(grant=OuterRef("pk")))
    with transaction.atomic():
        old.filter(_nobody_to_tell(), ~lasting, counted=True).delete()


def _nobody_to_tell() -> Q:
    """True of every grant but the last of a living session to a client that wants its end told."""
    session = SignedIn.objects.filter(sid=OuterRef("sid"))
    later = Grant.objects.filter(
        sid=OuterRef("sid"),
        client=OuterRef("client"),
        holder=OuterRef("holder"),
        begun_at__gt=OuterRef("begun_at"),
        code__spent_at__isnull=False,
    )
    unused = Q(client__backchannel_logout_uri="") | Q(code__spent_at=None)
    return unused | ~Exists(session) | Exists(later)
