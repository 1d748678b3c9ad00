"""The birth date decides how long parents look after a profile: they hear of a correction."""

from datetime import date

from django.utils.translation import gettext as _

from parta.learnid.parents.access import others_phones
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.tell import tell


def tell_of_birthdate(profile: Profile, before: date) -> None:
    if profile.birthdate != before:
        words = _("%(site)s: the date of birth in the learning profile of %(name)s was corrected.")
        tell(others_phones(profile), profile, words)
