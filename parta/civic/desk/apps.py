from django.apps import AppConfig


class Desk(AppConfig):
    name = "parta.civic.desk"
    label = "desk"
