from django.apps import AppConfig


class Notify(AppConfig):
    name = "parta.kit.notify"
    label = "notify"
