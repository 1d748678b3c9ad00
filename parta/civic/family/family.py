"""«Семья»: the children whom a parent looks after here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.civic.citizens.models import Citizen
from parta.civic.family.access import children_of, for_parents
from parta.civic.family.rules import MOST_CHILDREN
from parta.kit import clock
from parta.kit.birthdates import age


@require_safe
@for_parents
def family(request: HttpRequest, parent: Citizen) -> HttpResponse:
    rows = list(children_of(parent))
    today = clock.today()
    shown = {
        "children": [(row.child, age(row.child.birthdate, today)) for row in rows],
        "room": len(rows) < MOST_CHILDREN,
        "changed": request.GET.get("changed", ""),
    }
    return render(request, "civic/family/family.html", shown)
