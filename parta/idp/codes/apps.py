from django.apps import AppConfig


class Codes(AppConfig):
    name = "parta.idp.codes"
    label = "codes"

    def ready(self) -> None:
        from parta.idp.codes.called import learn
        from parta.kit.notify import called

        called.connect(learn)
