"""An account goes on under another number; both have been proved by the caller."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from parta.audit import record
from parta.idp.accounts import session, signed_in
from parta.idp.provider.grants import revoke
from parta.kit import notify
from parta.kit.ui.contacts import masked
from parta.kit.ui.doors import door
from parta.learnid.learners.models import Learner


class Taken(Exception):
    """Another account has the number meanwhile."""


def change_number(learner: Learner, new: str, request: HttpRequest) -> None:
    """Other sessions end with all that they have granted; both numbers are told.  Raises Taken."""
    old, here = learner.phone, session.current(request)
    sid = here.sid if here else ""
    try:
        with transaction.atomic():
            Learner.objects.filter(pk=learner.pk).update(phone=new)
            signed_in.end(signed_in.of(learner.pk).exclude(sid=sid))
            revoke(Q(account_id=learner.pk) & ~Q(sid=sid))
            record(
                "contact.changed",
                actor=str(learner.pk),
                object=f"account:{learner.pk}",
                detail={"kind": "phone"},
                request=request,
            )
            for phone in (old, new):
                notify.send("sms", phone, _words(new))
    except IntegrityError:
        raise Taken from None
    learner.phone = new


def _words(new: str) -> str:
    return _("%(site)s: the number for sign-in is now %(number)s. Not you? Tell your school.") % {
        "site": door(settings.SITE).name,
        "number": masked(new),
    }
