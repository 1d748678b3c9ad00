from django.apps import AppConfig


class Demo(AppConfig):
    name = "parta.civic.demo"
    label = "demo"
