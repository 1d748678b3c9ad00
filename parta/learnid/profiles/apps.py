from django.apps import AppConfig


class Profiles(AppConfig):
    name = "parta.learnid.profiles"
    label = "profiles"
