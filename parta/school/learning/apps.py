from django.apps import AppConfig


class Learning(AppConfig):
    name = "parta.school.learning"
    label = "learning"
