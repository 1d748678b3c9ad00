from django.apps import AppConfig


class Learners(AppConfig):
    name = "parta.learnid.learners"
    label = "learners"
