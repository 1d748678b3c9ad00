from django.urls import path

from parta.idp.accounts.signout import signout

urlpatterns = [
    path("signout", signout, name="signout"),
]
