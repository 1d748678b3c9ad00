from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest


class Profiles(AppConfig):
    name = "parta.learnid.profiles"
    label = "profiles"

    def ready(self) -> None:
        user_logged_in.connect(ask_anew, dispatch_uid="parta.learnid.profiles")


def ask_anew(request: HttpRequest, **_signal: object) -> None:
    """A sign-in, by whatever proof, asks anew which of the phone's people it is."""
    from parta.learnid.profiles.chosen import forget

    forget(request)
