"""What stands around the operator's pages."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from parta.idp.accounts import session
from parta.idp.accounts.frame import name_of
from parta.kit.ui.doors import door
from parta.kit.ui.frame import Frame, Tab


def frame(request: HttpRequest) -> Frame:
    here, match = door(settings.SITE), request.resolver_match
    people = match is not None and str(match.url_name).startswith("operator-people")
    return Frame(
        school=here.name,
        person=name_of(session.account(request), request),
        about=gettext("operator"),
        signout=reverse("signout"),
        tabs=(
            Tab(gettext("Clients"), reverse("operator-clients"), "swap", not people),
            Tab(gettext("People"), reverse("operator-people"), "people", people),
            Tab(gettext("Account"), reverse("account"), "id-card"),
        ),
    )
