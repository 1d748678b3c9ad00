"""Where a session that lacks a second proof is led: what to set up, and why."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parta.idp.accounts import session
from parta.idp.factors.own_recovery_codes import onward
from parta.idp.factors.rules import strong
from parta.idp.factors.site import relying_party


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    here = session.current(request)
    if here is not None and strong(here.amr):  # done meanwhile, perhaps on another page
        return redirect(onward(request))
    shown = {"onward": onward(request), "passkeys": bool(relying_party())}
    return render(request, "factors/choose.html", shown)
