from django.apps import AppConfig


class Consent(AppConfig):
    name = "parta.idp.consent"
    label = "consent"
