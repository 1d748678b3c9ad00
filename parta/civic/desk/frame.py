"""What stands around a clerk's pages."""

from django.urls import reverse
from django.utils.translation import gettext

from parta.civic.desk.models import Clerk
from parta.kit.ui.doors import door
from parta.kit.ui.frame import Frame, Tab


def frame(clerk: Clerk, current: str) -> Frame:
    """`current` is the name of the tab's page."""
    return Frame(
        school=door("civic").name,
        person=f"{clerk.citizen.given_name} {clerk.citizen.family_name}",
        about=clerk.place,
        signout=reverse("signout"),
        tabs=(
            Tab(gettext("Reception"), reverse("desk"), "people", current == "desk"),
            Tab(gettext("By day"), reverse("desk-day"), "calendar", current == "desk-day"),
            Tab(gettext("Account"), reverse("account"), "id-card"),
        ),
    )
