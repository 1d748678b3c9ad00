from django.urls import path

from parta.idp.provider.authorize import authorize, decide
from parta.idp.provider.discovery import configuration, keys
from parta.idp.provider.end_session import confirmed, end_session
from parta.idp.provider.push import push
from parta.idp.provider.revoke import revoke
from parta.idp.provider.token import token
from parta.idp.provider.userinfo import userinfo

urlpatterns = [
    path(".well-known/openid-configuration", configuration),
    path("jwks", keys),
    path("authorize", authorize, name="authorize"),
    path("authorize/decide", decide, name="decide"),
    path("par", push, name="par"),
    path("token", token, name="token"),
    path("revoke", revoke, name="revoke"),
    path("userinfo", userinfo, name="userinfo"),
    path("end-session", end_session, name="end-session"),
    path("end-session/confirmed", confirmed, name="end-session-confirmed"),
]
