from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class Accounts(AppConfig):
    name = "parta.idp.accounts"
    label = "accounts"

    def ready(self) -> None:
        from parta.idp.accounts.session import ended

        user_logged_out.connect(ended, dispatch_uid="parta.idp.accounts.session")
