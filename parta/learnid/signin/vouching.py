"""A school vouches that a profile is the person's, whose number is lost.

It says so in a request that it pushes: by the back door, where it has proved
itself, and for its own pairwise subject alone.  Which clients are believed is a
setting.  The rule in prose: docs/rules/learning-profile.md.
"""

from django.conf import settings

from parta.idp.provider.models import ClientAuth, Subject
from parta.idp.provider.request_of import AskedRequest
from parta.learnid.profiles.models import Profile

CLAIM = "urn:parta:profile-to-recover"


def subject(asked: AskedRequest) -> str:
    """The subject that is vouched for; "" where nobody is, or the client is not believed."""
    client = asked.client
    believed = client.client_id in settings.VOUCHING_CLIENTS and client.auth != ClientAuth.NONE
    return asked.values.get(CLAIM, "") if believed and asked.pushed else ""


def profile(asked: AskedRequest) -> Profile | None:
    """The profile that this very client knows by the subject, while somebody uses it."""
    known = Subject.objects.filter(subject=subject(asked), sector=asked.client.sector).first()
    if known is None:
        return None
    living = Profile.objects.filter(left_at=None).select_related("owner")
    return living.filter(pk=known.holder).first()
