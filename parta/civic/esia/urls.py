from django.urls import path, re_path

from parta.civic.esia import authorize, logout, prns, token

PERSON = r"^rs/prns/(?P<number>[0-9]{1,15})"
PART = rf"{PERSON}/(?P<path>ctts|addrs|docs|kids)"

urlpatterns = [
    path("aas/oauth2/ac", authorize.old),
    path("aas/oauth2/v2/ac", authorize.current),
    path("aas/oauth2/go", authorize.go, name="esia-go"),
    path("aas/oauth2/decide", authorize.decide, name="esia-decide"),
    path("aas/oauth2/te", token.old),
    path("aas/oauth2/v3/te", token.current),
    path("idp/ext/Logout", logout.logout),
    path("idp/ext/Logout/confirmed", logout.confirmed, name="esia-logout-confirmed"),
    re_path(rf"{PERSON}/?$", prns.person),
    re_path(rf"{PART}/?$", prns.collection),
    re_path(rf"{PART}/(?P<key>[0-9]{{1,17}})/?$", prns.element),
]
