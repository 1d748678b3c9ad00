from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "parta.live"
    label = "live"
