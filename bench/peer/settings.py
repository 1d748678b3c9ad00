"""The school's settings with Django's own templates, and one page: the diary."""

from pathlib import Path

from parta.school.settings import *  # noqa: F403

ROOT_URLCONF = "bench.peer.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "bench.peer.templatetags",
            ],
        },
    }
]
