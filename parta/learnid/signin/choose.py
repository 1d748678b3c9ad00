"""Which of the phone's people it is: variant 1."""

from django.http import HttpRequest, HttpResponse

from parta.kit import clock
from parta.learnid.profiles.access import profile_of, profiles_of
from parta.learnid.signin import known
from parta.learnid.signin.kept import keep
from parta.learnid.signin.rules import Step
from parta.learnid.signin.stand import Stand, page_of


@page_of(Step.CHOOSE)
def choose(request: HttpRequest, here: Stand) -> HttpResponse:
    profile = profile_of(here.owner, request.POST.get("profile", ""))
    if profile:
        here.said.chosen = str(profile.pk)
        keep(request, here.said)
        return here.to(Step.CHECK)
    profiles = list(profiles_of(here.owner))
    said = known.about(here.values, clock.today())
    meant = known.meant(profiles, said)
    newcomer = "" if meant else known.name(said)
    shown = {
        "profiles": profiles,
        "picked": meant or profiles[0],
        "newcomer": newcomer,
        "other_number": here.address(Step.PHONE, again=True),
    }
    return here.page(request, "choose", shown)
