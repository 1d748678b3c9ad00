from parta.kit.settings import *  # noqa: F403
from parta.kit.settings import database

SITE = "chores"
SECRET_KEY = "chores"
DATABASES = database(SITE)
INSTALLED_APPS = [
    "django.contrib.sessions",
    "django_tasks",
    "django_tasks_db",
    "parta.kit.jobs",
    "tests.kit.chores",
]
MIDDLEWARE = []
