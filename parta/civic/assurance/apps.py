from django.apps import AppConfig


class Assurance(AppConfig):
    name = "parta.civic.assurance"
    label = "assurance"
