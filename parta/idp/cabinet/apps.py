from django.apps import AppConfig


class Cabinet(AppConfig):
    name = "parta.idp.cabinet"
    label = "cabinet"
