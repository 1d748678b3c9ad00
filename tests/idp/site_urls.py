"""The running site with the plain password page, whichever page of its own it has.

What the provider's core promises does not hang on how a site lets people in.
"""

from django.conf import settings
from django.urls import include, path

from parta.idp.factors.signin import signin

urlpatterns = [
    path("signin", signin, name="signin"),
    path("", include(f"parta.{settings.SITE}.urls")),
]
