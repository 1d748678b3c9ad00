from django.apps import AppConfig


class Demo(AppConfig):
    name = "parta.school.demo"
    label = "demo"
