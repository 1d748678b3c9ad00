"""The tab «Семья», for who may lead a family."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from parta.civic.citizens.models import Citizen
from parta.civic.family.rules import may_lead
from parta.kit import clock
from parta.kit.birthdates import age
from parta.kit.ui.frame import Tab


def tab(person: Citizen, request: HttpRequest) -> Tab | None:
    if not may_lead(person.level, age(person.birthdate, clock.today())):
        return None
    match = request.resolver_match
    here = match is not None and (match.url_name or "").startswith("family")
    return Tab(gettext("Family"), reverse("family"), "family", here)
