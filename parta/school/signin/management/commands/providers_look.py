"""What is wrong with the providers that are set in the place of ours: for `parta check`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from parta.oidc import flow
from parta.school.learning import way
from parta.school.signin import views


class Command(BaseCommand):
    help = "Says what is wrong with foreign identity providers, a sentence a line."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Ours are looked at with the other processes of the installation."""
        for registration, terms in (
            (views.registration(), settings.SIGNIN_TERMS),
            (way.registration(), settings.LEARNING_TERMS),
        ):
            if registration.issuer not in settings.SITE_URLS.values():
                for sentence in flow.look(registration, terms.settings):
                    self.stdout.write(sentence)
