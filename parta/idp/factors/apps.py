from django.apps import AppConfig


class Factors(AppConfig):
    name = "parta.idp.factors"
    label = "factors"
