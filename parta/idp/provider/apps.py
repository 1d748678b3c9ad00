from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class Provider(AppConfig):
    name = "parta.idp.provider"
    label = "provider"

    def ready(self) -> None:
        from parta.idp.accounts.signed_in import ENDED
        from parta.idp.provider.signout import end_grants, sessions_ended

        user_logged_out.connect(end_grants, dispatch_uid="parta.idp.provider.signout")
        ENDED.connect(sessions_ended, dispatch_uid="parta.idp.provider.signout")
