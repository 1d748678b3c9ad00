"""«Создать учебный профиль»: before the data in variant 2, after them in variant 3."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parta.idp.accounts.about import GENDERS, About
from parta.kit.ui.dates import numeric
from parta.learnid.profiles.write import make
from parta.learnid.signin import known
from parta.learnid.signin.kept import keep, kept
from parta.learnid.signin.rules import Step
from parta.learnid.signin.stand import Stand, page_of


def create(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and "another" in request.POST:
        _begin_another(request)
    return _create(request)


def _begin_another(request: HttpRequest) -> None:
    """Beside the profiles that are there; what was typed for one not yet made stays."""
    said = kept(request)
    if said.chosen:
        said.about, said.chosen = {}, ""
    said.new = said.sound = False
    keep(request, said)


@page_of(Step.CREATE)
def _create(request: HttpRequest, here: Stand) -> HttpResponse:
    said = here.said
    if not said.new:
        return _begin(request, here)
    form = About(said.about)
    if not form.is_valid():  # a birthday has passed, or the rule has changed
        said.sound = False
        keep(request, said)
        return here.to(Step.ABOUT)
    if request.method != "POST":
        return here.page(request, "create", {"rows": _rows(form.cleaned_data)})
    said.chosen = str(make(here.owner, form.cleaned_data, request).pk)
    keep(request, said)
    return here.to(Step.CHECK)


def _begin(request: HttpRequest, here: Stand) -> HttpResponse:
    if request.method != "POST":
        return here.page(request, "create", {"rows": []})
    here.said.making = True
    keep(request, here.said)
    return here.to(Step.ABOUT)


def _rows(about: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was said on the page before."""
    return [
        (_("Name"), " ".join(about[part] for part in known.NAMES if about[part])),
        (_("Date of birth"), numeric(about["birthdate"])),
        (_("Sex"), str(dict(GENDERS)[about["gender"]])),
    ]
