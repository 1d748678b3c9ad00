"""The sentences of what the register refuses."""

from typing import Final

from django.utils.translation import gettext, gettext_noop

from parta.school.register.rules import Refusal, Why

WORDS: Final[dict[Why, str]] = {
    Why.UNREADABLE: gettext_noop(
        "This is neither a phone nor an e-mail. Example: +7 199 111-11-11"
    ),
    Why.NOBODY: gettext_noop("Nobody in the journal has this contact. Add a new parent."),
    Why.TOO_YOUNG: gettext_noop("A parent is at least 14. Check the date of birth."),
    Why.STAFF: gettext_noop(
        "They work at the school. Add them below, by the contact that the administrator keeps."
    ),
    Why.OWN_LINK: gettext_noop("Another administrator releases your own account."),
}


def told(refusal: Refusal, person: str) -> str:
    """The sentence under the field: what is wrong, and what to do."""
    match refusal.why:
        case Why.TAKEN:
            words = gettext(
                "%(holder)s signs in with this contact. %(person)s can't: one contact is for one"
                " person."
            )
            return words % {"holder": refusal.holder, "person": person}
        case Why.PUPIL:
            words = gettext("%(holder)s is a pupil, and no parent. Check the contact.")
            return words % {"holder": refusal.holder}
        case why:
            return gettext(WORDS[why])
