"""«Создать учебный профиль»: before the data in variant 2, after them in variant 3."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parta.idp.accounts.about import GENDERS, About
from parta.learnid.profiles.write import make
from parta.learnid.signin import known
from parta.learnid.signin.kept import keep
from parta.learnid.signin.rules import Step
from parta.learnid.signin.stand import Stand, page_of, stand


def create(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and "another" in request.POST:
        _begin_another(request)
    return _create(request)


def _begin_another(request: HttpRequest) -> None:
    """Beside the profiles that are there; what was typed for one not yet made stays."""
    said = stand(request).said
    if said.chosen:
        said.about, said.chosen = {}, ""
    said.new = said.sound = False
    keep(request, said)


@page_of(Step.CREATE)
def _create(request: HttpRequest, here: Stand) -> HttpResponse:
    said = here.said
    if request.method != "POST":
        return here.page(request, "create", {"rows": _rows(said.about) if said.new else []})
    if not said.new:
        said.making = True
        keep(request, said)
        return here.to(Step.ABOUT)
    form = About(said.about)
    if not form.is_valid():  # a birthday has passed, or the rule has changed
        said.sound = False
        keep(request, said)
        return here.to(Step.ABOUT)
    said.chosen = str(make(here.owner, form.cleaned_data, request).pk)
    keep(request, said)
    return here.to(Step.CHECK)


def _rows(about: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was typed on the page before, which was sound."""
    names = " ".join(about[part] for part in known.NAMES if about[part])
    return [
        (_("Name"), names),
        (_("Date of birth"), about["birthdate"]),
        (_("Sex"), str(dict(GENDERS)[about["gender"]])),
    ]
