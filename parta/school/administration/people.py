"""«Люди»: who works at the school and may do what; by name, everybody else too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.school.administration import find
from parta.school.diary.worn import worn
from parta.school.people.hats import Hat
from parta.school.register import access
from parta.school.register.card import kin
from parta.school.register.keepers import frame

LONGEST = 200  # of a name that is looked for


@require_safe
@worn(Hat.ADMINISTRATOR)
def people(request: HttpRequest) -> HttpResponse:
    reader = access.reader(request)
    asked = " ".join(request.GET.get("name", "")[:LONGEST].split())
    if asked:
        found = find.named(reader.school, asked, reader.today)
    else:
        found = find.staff(reader.school, reader.today)
    context = {
        "frame": frame(request),
        "asked": asked,
        "found": found,
        "classes": access.classes_of(reader),
        "kin": kin,
    }
    return render(request, "administration/people.html", context)
