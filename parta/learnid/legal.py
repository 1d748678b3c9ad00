"""What a person agrees to by going on: the terms, and what is done with their data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "learnid/terms.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "learnid/privacy.html")
