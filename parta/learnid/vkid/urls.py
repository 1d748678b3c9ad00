from django.urls import path

from parta.learnid.vkid.authorize import authorize, decide
from parta.learnid.vkid.ending import logout, revoke
from parta.learnid.vkid.person import public_info, user_info
from parta.learnid.vkid.tokens import auth

urlpatterns = [
    path("authorize", authorize),
    path("vkid/decide", decide, name="vkid-decide"),
    path("oauth2/auth", auth, name="vkid-auth"),
    path("oauth2/user_info", user_info, name="vkid-user-info"),
    path("oauth2/public_info", public_info, name="vkid-public-info"),
    path("oauth2/logout", logout, name="vkid-logout"),
    path("oauth2/revoke", revoke, name="vkid-revoke"),
]
