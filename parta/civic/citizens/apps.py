from django.apps import AppConfig


class Citizens(AppConfig):
    name = "parta.civic.citizens"
    label = "citizens"
