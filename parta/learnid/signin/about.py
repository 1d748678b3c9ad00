"""«Информация о себе»: the data of a profile that is to be made, or of one to be checked."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from parta.idp.accounts.about import About
from parta.kit import clock
from parta.learnid.parents.born import tell_of_birthdate
from parta.learnid.profiles.access import profile_of
from parta.learnid.profiles.write import corrected, make
from parta.learnid.signin import known
from parta.learnid.signin.finish import finish
from parta.learnid.signin.kept import keep, kept
from parta.learnid.signin.rules import Step
from parta.learnid.signin.stand import Stand, page_of

LONGEST_KEPT = 300  # characters of one field: beyond it the typed text is no draft


def about(request: HttpRequest) -> HttpResponse:
    """A second press finds the profile made: its data are checked instead."""
    if request.method == "POST" and kept(request).chosen:
        return check(request)
    return _about(request)


@page_of(Step.ABOUT)
def _about(request: HttpRequest, here: Stand) -> HttpResponse:
    told = known.as_typed(known.about(here.values, clock.today()))
    if request.method != "POST":
        return _page(request, here, About(initial=here.said.about or told), told)
    form = About(request.POST)
    here.said.about = {name: request.POST.get(name, "")[:LONGEST_KEPT] for name in form.fields}
    here.said.sound = form.is_valid()
    keep(request, here.said)
    if not form.is_valid():
        return _page(request, here, form, told)
    if here.said.new:
        return here.to(Step.CREATE)
    profile = make(here.owner, form.cleaned_data, request)
    here.said.chosen, here.said.making = str(profile.pk), False
    keep(request, here.said)
    return finish(request, here, profile)


@page_of(Step.CHECK)
def check(request: HttpRequest, here: Stand) -> HttpResponse:
    profile = profile_of(here.owner, here.said.chosen)
    if profile is None:
        here.said.chosen = ""
        keep(request, here.said)
        return here.to(Step.CHECK)
    said = known.as_typed(profile.said())
    form = About(request.POST) if request.method == "POST" else About(initial=said)
    born = profile.birthdate
    if form.is_valid() and corrected(profile, form, request):
        tell_of_birthdate(profile, born)
        return finish(request, here, profile)
    return _page(request, here, form, said)


def _page(
    request: HttpRequest, here: Stand, form: About, known_before: Mapping[str, str]
) -> HttpResponse:
    """What was known before, and still stands there, is tinted."""
    said = here.said
    shown = {
        "form": form,
        "filled": [name for name, value in known_before.items() if form[name].value() == value],
        "by_school": bool(known_before) and not said.chosen,
        "checks": bool(said.chosen),
        "ends": not said.new or bool(said.chosen),
        "back_to": _before(here),
        "draft": f"{said.at:.0f}-{said.chosen or here.owner.profiles.count()}",
    }
    return here.page(request, "about", shown)


def _before(here: Stand) -> str:
    """The page this one followed; nothing stands before the data of a new account but the code."""
    if here.said.new and not here.said.chosen:
        return ""
    return here.address(Step.CHOOSE if here.way.profiles else Step.CREATE)
