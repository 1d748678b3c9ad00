from django.apps import AppConfig


class Codes(AppConfig):
    name = "parta.idp.codes"
    label = "codes"
