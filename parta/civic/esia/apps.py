from django.apps import AppConfig


class Esia(AppConfig):
    name = "parta.civic.esia"
    label = "esia"
