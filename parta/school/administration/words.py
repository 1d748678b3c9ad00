"""The audit in words: what was done, who that is, what stands beside it."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, gettext_lazy

from parta.school.people.hats import Hat
from parta.school.register.card import kin
from parta.school.signin.who import WORDS as HATS

_ = gettext_lazy
ACTIONS: Final = {
    "contact.bound": _("Contact added"),
    "contact.released": _("Contact removed"),
    "guardian.ended": _("Parent's link ended"),
    "guardian.linked": _("Parent linked"),
    "learning.ended": _("Signed out at the learning site"),
    "learning.failed": _("Asking for a learning ID failed"),
    "learning.linked": _("Learning ID connected"),
    "learning.refused": _("Learning ID refused"),
    "learning.recovered": _("Learning ID brought to a new number"),
    "learning.released": _("Learning ID released"),
    "learning.vouched": _("The school vouched for a learning ID"),
    "lesson.ended": _("Lesson ended for all"),
    "lesson.end-refused": _("Ending a lesson refused"),
    "lesson.entered": _("Came into a lesson"),
    "lesson.gave-word": _("A pupil given the word"),
    "lesson.let-in": _("A pupil let back into the lesson"),
    "lesson.microphone-closed": _("A pupil's microphone closed"),
    "lesson.microphone-opened": _("A pupil's microphone opened"),
    "lesson.moved": _("Lesson moved to another door"),
    "lesson.planned_online": _("Lesson planned online"),
    "lesson.refused": _("Not let into a lesson"),
    "lesson.removed": _("A pupil removed from the lesson"),
    "lesson.sound-refused": _("Sound of a lesson refused"),
    "lesson.taken-back": _("Lesson held online no more"),
    "lesson.talk-refused": _("Lesson's chat refused"),
    "lesson.tool-refused": _("A tool of the lesson refused"),
    "link.released": _("Account disconnected"),
    "person.birth_date_corrected": _("Date of birth corrected"),
    "school.started": _("School started"),
    "signin.ended": _("Signed out by the identity site"),
    "signin.failed": _("Sign-in failed"),
    "signin.linked": _("Account connected"),
    "signin.refused": _("Sign-in refused"),
}
"""By code; a code that is not here is shown as it is."""
KEYS: Final = {
    "identity-site": _("the identity site"),
    "learning-site": _("the learning site"),
    "operator": _("operator of the installation"),
    "signin": _("signing in"),
    "system": _("the program"),
    "visitor": _("a visitor"),
}
DETAILS: Final = {
    "introduced": _("introduced themselves"),
    "issuer": _("account of"),
    "issuers": _("account of"),
    "kin": _("relation"),
    "parts": _("changed"),
    "people": _("meant"),
    "pupil": _("pupil"),
    "school": _("school"),
    "seat": _("meant"),
    "shown": _("contact"),
    "why": _("reason"),
}
PARTS: Final = {"day": _("day"), "month": _("month"), "year": _("year")}
"""Of a date that was corrected."""
HIDDEN: Final = frozenset(
    {"contact", "detail", "introduces_itself", "running", "source", "subject"}
)
"""What says something to the operator alone, whose command shows it."""
REASONS: Final = {
    "already-linked": _("another account is connected"),
    "came-back": _("somebody who was sent out came back"),
    "contact-mismatch": _("the date of birth did not match"),
    "access-denied": _("the person said no"),
    "another-profile-linked": _("another learning ID is connected"),
    "answer-untrusted": _("the answer of the identity site did not hold"),
    "birth-date-missing": _("the account tells no date of birth"),
    "cancelled": _("the lesson is cancelled"),
    "contact-not-bound": _("the contact is not in the journal"),
    "departed": _("nothing is open to them at the school"),
    "ended": _("the lesson has ended"),
    "interaction-required": _("the person has to be asked"),
    "level-missing": _("the account is not confirmed enough"),
    "malformed": _("the request can't be read"),
    "no-learning-id": _("no learning ID"),
    "no-such-seat": _("nobody sits there"),
    "not-a-pupil": _("no pupil"),
    "not-in-class": _("not in this class"),
    "not-inside": _("not in the lesson"),
    "not-online": _("the lesson is not online"),
    "not-the-teacher": _("not the teacher of this lesson"),
    "parent": _("a parent"),
    "profile-of-another-pupil": _("another pupil's learning ID"),
    "profile-of-somebody-else": _("the date of birth did not match"),
    "provider-refused": _("the identity site refused"),
    "provider-unreachable": _("the identity site does not answer"),
    "released": _("somebody was released"),
    "removed-by-teacher": _("removed by the teacher"),
    "request-expired": _("began too long ago, or elsewhere"),
    "signed-in-before": _("somebody was signed in at the identity site before"),
    "taken-back": _("the lesson is online no more"),
    "too-early": _("too early"),
    "too-late": _("too late"),
}
"""What is not here stands as it is."""


def said(action: str) -> str:
    return str(ACTIONS.get(action, action))


def role(hat: str) -> str:
    return gettext(HATS[Hat(hat)]) if hat in set(Hat) else hat


def whom(key: str, names: Mapping[str, str]) -> str:
    """A person or a lesson by name; a lesson that is gone by number; anything else as it stands."""
    kind, _colon, number = key.partition(":")
    if kind == "lesson":
        return names.get(key) or gettext("lesson %(number)s") % {"number": number}
    return names.get(number) or str(KEYS.get(key, key))


def details(detail: Mapping[str, Any], names: Mapping[str, str], who: str) -> list[tuple[str, str]]:
    """What stands beside the deed of `who`: the name of each thing, and what it was."""
    return [
        (str(DETAILS.get(key, key)), _worded(key, value, names))
        for key, value in detail.items()
        if key not in HIDDEN and not (key == "seat" and names.get(value, who) == who)
    ]


def _worded(key: str, value: Any, names: Mapping[str, str]) -> str:
    if key == "why":
        return str(REASONS.get(value) or _value(value, names))
    if key == "kin":
        return kin(str(value))
    if key == "parts" and isinstance(value, list):
        return ", ".join(str(PARTS.get(part, part)) for part in value)
    return _value(value, names)


def _value(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(_value(one, names) for one in value) or "–"
    return "–" if value is None else names.get(str(value), str(value))
