from django.apps import AppConfig


class Parents(AppConfig):
    name = "parta.learnid.parents"
    label = "parents"
