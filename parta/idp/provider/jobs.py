"""What has run out is thrown away; a grant goes with its last token."""

from datetime import timedelta

from django.db import transaction

from parta.idp.provider.grants import CODE_LIVES, TOKEN_LIVES
from parta.idp.provider.models import Grant, PushedRequest
from parta.kit import clock
from parta.kit.jobs import every


@every(timedelta(hours=1))
def forget_what_has_run_out() -> None:
    """Codes and tokens hang on their grants and go with them.

    A spent code stays as long as its token could live, so that a second use is
    still seen and takes the token back.
    """
    now = clock.now()
    with transaction.atomic():
        PushedRequest.objects.filter(expires_at__lt=now).delete()
    with transaction.atomic():
        Grant.objects.filter(begun_at__lt=now - CODE_LIVES - TOKEN_LIVES).delete()
