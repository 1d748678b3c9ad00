"""What each hat has at hand: the parts of the school it can open.  The first is its home."""

from typing import Final, NamedTuple, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from parta.kit.ui.frame import Frame, Tab
from parta.school.people.hats import Hat
from parta.school.people.models import Person

FRONT: Final = "/"


class Part(NamedTuple):
    view: str  # the name of its address
    title: str
    icon: str


DIARY: Final = Part("diary", gettext_noop("Diary"), "book")
DAY: Final = Part("day", gettext_noop("My day"), "home")
CLASS: Final = Part("register", gettext_noop("My class"), "people")
PEOPLE: Final = Part("people", gettext_noop("People"), "people")
AUDIT: Final = Part("audit-trail", gettext_noop("Audit"), "eye")
PARTS: Final[dict[Hat, tuple[Part, ...]]] = {
    Hat.PUPIL: (DIARY,),
    Hat.PARENT: (DIARY,),
    Hat.TEACHER: (DAY,),
    Hat.CLASS_TEACHER: (DAY, CLASS),
    Hat.ADMINISTRATOR: (PEOPLE, AUDIT),
}


def home_for(hat: str) -> str:
    """Where a person in that hat begins; the front page for a hat without parts."""
    parts = PARTS.get(Hat(hat), ()) if hat in set(Hat) else ()
    return reverse(parts[0].view) if parts else FRONT


def frame_for(request: HttpRequest, school: str, about: str, view: str = "") -> Frame:
    """The frame of a page of somebody who is in; `view` names the part they look at."""
    parts = PARTS.get(Hat(request.session["hat"]), ())
    tabs = (
        Tab(gettext(part.title), reverse(part.view), part.icon, part.view == view) for part in parts
    )
    person = cast(Person, request.user)
    return Frame(
        school=school,
        person=f"{person.name} {person.surname}",
        about=about,
        signout=reverse("signout"),
        account=_account(),
        tabs=tuple(tabs),
        hats=reverse("signin-who") if request.session.get("several_hats") else "",
    )


def _account() -> str:
    """Of another identity site than ours we know no page of the account."""
    civic: str = settings.SITE_URLS["civic"]
    return f"{civic}/account" if civic == settings.SIGNIN_ISSUER else ""
