from django.apps import AppConfig


class Demo(AppConfig):
    name = "parta.learnid.demo"
    label = "demo"
