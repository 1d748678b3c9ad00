"""Which browser sessions of this site rest on which session of a provider."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet

from parta.oidc.backchannel.models import Stay
from parta.oidc.id_token import PLAIN


@dataclass(frozen=True, slots=True)
class Source:
    """A session of a provider, as its ID token names it."""

    issuer: str
    subject: str
    sid: str  # "" where it names none


def begin(session: SessionBase, purpose: str, source: Source) -> None:
    """The browser's session rests on `source` from now on, until forget() or a logout."""
    if session.session_key is None:
        session.create()
    sid = source.sid if PLAIN.fullmatch(source.sid) else ""
    row = {"issuer": source.issuer, "subject": source.subject, "sid": sid}
    with transaction.atomic():
        Stay.objects.update_or_create(
            session_key=session.session_key, purpose=purpose, defaults=row
        )


def forget(session_key: str) -> None:
    """That browser session is over, whatever it rested on."""
    with transaction.atomic():
        Stay.objects.filter(session_key=session_key).delete()


def resting_on(purpose: str, source: Source) -> QuerySet[Stay]:
    """Those of one session of the provider, or, where it names none, of its whole account.

    `source.subject` may be "" where there is a `sid`.
    """
    stays = Stay.objects.filter(purpose=purpose, issuer=source.issuer)
    if source.sid:
        stays = stays.filter(sid=source.sid)
    return stays.filter(subject=source.subject) if source.subject else stays
