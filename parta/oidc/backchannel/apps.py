from django.apps import AppConfig


class Backchannel(AppConfig):
    name = "parta.oidc.backchannel"
    label = "backchannel"
