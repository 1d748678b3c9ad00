from django.urls import path

from parta.idp.accounts.signin import signin, signout

urlpatterns = [
    path("signin", signin, name="signin"),
    path("signout", signout, name="signout"),
]
