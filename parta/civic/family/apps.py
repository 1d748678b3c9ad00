from django.apps import AppConfig


class Family(AppConfig):
    name = "parta.civic.family"
    label = "family"
