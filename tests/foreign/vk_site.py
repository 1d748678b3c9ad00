"""A small site of its own that signs people in by django-allauth's `vk` provider.

A program: `python -m tests.foreign.vk_site`, with BASE (where VK ID's addresses begin),
APP (the app's number), LISTEN (the port) and DATABASE (a file) in the environment.  It prints its
address when it serves.  Of the provider, which knows VK ID at id.vk.ru alone, only
the base address is another one.
"""

import os
import sys
from types import ModuleType
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.http import HttpRequest, JsonResponse

VK = "https://id.vk.ru"
URLS = "vk_site_urls"


TEMPLATES = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ]
    },
}


def configure() -> None:
    allauth = ("allauth", "allauth.account", "allauth.socialaccount")
    settings.configure(
        SECRET_KEY="of a test",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=URLS,
        INSTALLED_APPS=[
            *("django.contrib.auth", "django.contrib.contenttypes"),
            *("django.contrib.sessions", "django.contrib.messages"),
            *(*allauth, "allauth.socialaccount.providers.vk"),
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[TEMPLATES],
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["DATABASE"]}
        },
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGIN_REDIRECT_URL="/who",
        SESSION_COOKIE_NAME="vk_site",
        SOCIALACCOUNT_LOGIN_ON_GET=True,
        SOCIALACCOUNT_AUTO_SIGNUP=True,
        SOCIALACCOUNT_PROVIDERS={
            "vk": {"APPS": [{"client_id": os.environ["APP"], "secret": "", "key": ""}]}
        },
    )


def who(request: HttpRequest) -> JsonResponse:
    """Who is signed in here, and all that the provider has told of them."""
    from allauth.socialaccount.models import SocialAccount

    account = SocialAccount.objects.filter(user=request.user.pk).first()
    told = {"uid": account.uid, "told": account.extra_data} if account else {}
    return JsonResponse({"name": request.user.get_username(), **told})


def move() -> None:
    """Only the base address becomes another one."""
    from allauth.socialaccount.providers.vk.views import VKOAuth2Adapter

    for name in ("access_token_url", "authorize_url", "profile_url"):
        address = getattr(VKOAuth2Adapter, name)
        setattr(VKOAuth2Adapter, name, address.replace(VK, os.environ["BASE"]))


def addresses() -> ModuleType:
    """The site's, once its apps are loaded."""
    from django.urls import include, path

    found = ModuleType(URLS)
    found.urlpatterns = [path("accounts/", include("allauth.urls")), path("who", who)]  # type: ignore[attr-defined]
    return found


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    django.setup()
    sys.modules[URLS] = addresses()
    call_command("migrate", verbosity=0)
    move()
    server = make_server(
        "127.0.0.1", int(os.environ["LISTEN"]), get_wsgi_application(), handler_class=Quiet
    )
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    configure()
    main()
