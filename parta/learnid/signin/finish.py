"""The last press: the session stands for the profile, the client may know it, and on it goes."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from parta.audit import record
from parta.idp.accounts.goal import Goal
from parta.idp.consent import memory
from parta.idp.provider.request_of import AskedRequest
from parta.kit.ui.csp import origin
from parta.learnid.profiles.chosen import choose
from parta.learnid.profiles.models import Profile
from parta.learnid.signin.stand import Stand


def finish(request: HttpRequest, here: Stand, profile: Profile) -> HttpResponse:
    """The page has shown «Передаваемые данные»: the press is the consent to them.

    But only for the client that the page has named: an address put together of one
    client's request and another's name leads to the page that asks.  So does a request
    in VK ID's words, whose data the page has not shown.
    """
    if asked := here.asked:
        choose(request, profile)
        if here.to_lesson and here.goal == Goal(asked.client.name, origin(asked.redirect_uri)):
            _agree(request, here, profile, asked)
    return HttpResponseRedirect(here.next)


def _agree(request: HttpRequest, here: Stand, profile: Profile, asked: AskedRequest) -> None:
    client_id = asked.client.client_id
    with transaction.atomic():
        if not memory.covers(profile, client_id, asked.scopes):
            memory.remember(profile, client_id, asked.scopes)
            record(
                "consent.given",
                actor=str(here.owner.pk),
                object=f"client:{client_id}",
                detail={"scopes": list(asked.scopes), "profile": str(profile.pk)},
                request=request,
            )
