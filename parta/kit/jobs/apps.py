from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "parta.kit.jobs"
    label = "jobs"
