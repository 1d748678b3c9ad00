from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path

from parta.civic.esia import authorize, logout, prns, token
from parta.civic.esia.scopes import COLLECTIONS

DATA: list[tuple[str, Callable[..., HttpResponse], dict[str, Any]]] = [
    ("", prns.person, {}),
    *((f"/{name}", prns.collection, {"path": name}) for name in COLLECTIONS),
    *((f"/{name}/<key>", prns.element, {"path": name}) for name in COLLECTIONS),
]
"""Below a person; clients end an address with a slash or without one."""

urlpatterns = [
    path("aas/oauth2/ac", authorize.old),
    path("aas/oauth2/v2/ac", authorize.current),
    path("aas/oauth2/go", authorize.go, name="esia-go"),
    path("aas/oauth2/decide", authorize.decide, name="esia-decide"),
    path("aas/oauth2/te", token.old),
    path("aas/oauth2/v3/te", token.current),
    path("idp/ext/Logout", logout.logout),
    path("idp/ext/Logout/confirmed", logout.confirmed, name="esia-logout-confirmed"),
    *(
        path(f"rs/prns/<number>{below}{end}", view, part)
        for below, view, part in DATA
        for end in ("", "/")
    ),
]
