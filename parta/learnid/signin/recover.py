"""The number is lost and the school vouches: the profile comes to the number just proved."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parta.idp.accounts import fresh
from parta.kit.ui.contacts import masked
from parta.learnid.profiles.leave import leave
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.move import move
from parta.learnid.profiles.tell import tell
from parta.learnid.profiles.write import SAME, Taken
from parta.learnid.signin import vouching
from parta.learnid.signin.kept import keep
from parta.learnid.signin.rules import Step
from parta.learnid.signin.stand import RECOVER, Stand, stand


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh.required
def recover(request: HttpRequest) -> HttpResponse:
    here = stand(request)
    profile = vouching.profile(here.asked) if here.asked else None
    if profile is None or profile.owner_id == here.owner.pk:  # or by the first of two presses
        return here.to(Step.CHOOSE)
    if request.method != "POST":
        twin = _twins(here, profile).exists()
        return here.page(request, "recover", {"profile": profile, "twin": twin})
    try:
        _come_back(request, here, profile)
    except Taken:  # made under the new number at this very moment: the page says so
        return HttpResponseRedirect(here.beside(RECOVER))
    here.said.chosen = str(profile.pk)
    keep(request, here.said)
    return here.to(Step.CHECK)


def _come_back(request: HttpRequest, here: Stand, profile: Profile) -> None:
    """What was made under the new number meanwhile, of the same person, gives way."""
    before = profile.owner.phone
    with transaction.atomic():
        for twin in _twins(here, profile):
            leave(twin, here.owner, request)
            twin.delete()
        by = here.asked.client.client_id if here.asked else ""
        move(profile, here.owner, request, vouched_by=by)
        words = _("%(site)s: the learning profile of %(name)s is now at %(number)s.")
        number = masked(here.owner.phone)
        tell({before, *_parents(profile)}, profile, words.replace("%(number)s", number))


def _twins(here: Stand, profile: Profile) -> QuerySet[Profile]:
    """Also one that was left: two of the same can't stand under one number."""
    return here.owner.profiles.filter(**{name: getattr(profile, name) for name in SAME})


def _parents(profile: Profile) -> list[str]:
    rows = profile.parents.filter(ended_at=None, confirmed_at__isnull=False)
    return [row.account.phone for row in rows.select_related("account") if row.account]
