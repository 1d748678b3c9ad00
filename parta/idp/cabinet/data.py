"""«Скачать мои данные»: all that this site keeps of the person, to be read here or as a file."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from parta.audit import record
from parta.idp.accounts import fresh, session
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import Keeper, Row, keepers
from parta.kit import clock
from parta.kit.ui.contacts import shown
from parta.kit.ui.dates import clock_time, numeric


@require_http_methods(["GET", "HEAD", "POST"])
@fresh.required
def data(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    if request.method == "POST":
        return _file(request, account)
    sections = [(keeper, keeper.tell(account)) for keeper in keepers()]
    in_words = [(keeper.title, _rows(keeper, rows)) for keeper, rows in sections if rows]
    return render(request, "cabinet/data.html", {"sections": in_words})


def _file(request: HttpRequest, account: Account) -> HttpResponse:
    kept = {keeper.name: keeper.tell(account) for keeper in keepers()}
    made = {"site": settings.PUBLIC_URL, "made_at": clock.now(), **kept}
    text = json.dumps(made, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    person = str(account.pk)
    with transaction.atomic():
        record("data.downloaded", actor=person, object=f"account:{person}", request=request)
    name = f"{settings.SITE}-{clock.today().isoformat()}.json"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json", headers=disposition)


def _rows(keeper: Keeper, rows: Iterable[Row]) -> list[list[tuple[Any, str]]]:
    """Pairs of a word and what is kept; what is empty is left out."""
    return [
        [
            (keeper.words[name], said)
            for name, value in row.items()
            if (said := _shown(keeper, name, value))
        ]
        for row in rows
    ]


def _shown(keeper: Keeper, name: str, value: Any) -> str:
    said = _said(value, keeper.choices.get(name, {}))
    return shown(said) if said and name in keeper.contacts else said


def _said(value: Any, choices: Mapping[str, Any]) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        local = value.astimezone(settings.ZONE)
        return f"{numeric(local.date())}, {clock_time(local)}"
    if isinstance(value, date):
        return numeric(value)
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return "" if value is None else str(choices.get(value, value))
