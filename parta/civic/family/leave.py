"""Ways out: a parent stops, closes the child's account or has it back; a child removes a parent."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from parta.civic.citizens.models import Citizen
from parta.civic.family.access import child_of, for_parents, parents_of
from parta.civic.family.rules import may_remove
from parta.civic.family.write import end
from parta.idp.accounts import fresh
from parta.idp.cabinet.closing import close, restore
from parta.kit.row_key import row_key


@require_http_methods(["GET", "HEAD", "POST"])
@fresh.required
@for_parents
def leave(request: HttpRequest, parent: Citizen, key: UUID) -> HttpResponse:
    row = child_of(parent, key)
    if request.method == "POST":
        end(request, row, parent)
        return HttpResponseRedirect(f"{reverse('family')}?changed=left")
    return render(request, "civic/family/leave.html", {"child": row.child})


@require_http_methods(["GET", "HEAD", "POST"])
@fresh.required
@for_parents
def close_child(request: HttpRequest, parent: Citizen, key: UUID) -> HttpResponse:
    child = child_of(parent, key).child
    if request.method == "POST":
        close(request, child.pk, parent)
        return redirect("family-child", key=child.pk)
    shown = {"child": child, "days": settings.CLOSING_GRACE.days}
    return render(request, "civic/family/close.html", shown)


@require_POST
@for_parents
def have_back(request: HttpRequest, parent: Citizen, key: UUID) -> HttpResponse:
    child = child_of(parent, key).child
    restore(request, child.pk, parent)
    return HttpResponseRedirect(
        f"{reverse('family-child', kwargs={'key': child.pk})}?changed=restored"
    )


@require_POST
@fresh.required
def remove_parent(request: HttpRequest) -> HttpResponse:
    """By the child, in its own cabinet."""
    child = request.user
    assert isinstance(child, Citizen)
    wanted = row_key(request.POST.get("parent", ""))
    row = parents_of(child).filter(pk=wanted).first() if wanted is not None else None
    if row and may_remove(row.registered):
        end(request, row, child)
    return HttpResponseRedirect(f"{reverse('account')}?changed=parent")
