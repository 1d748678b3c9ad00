"""What the three sites' settings have in common, and what they compute alike.

A site's module starts with `from parta.kit.settings import *`, then names its
own apps, database, secrets and cookies.
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from parta.kit import env, hash_cost
from parta.kit.demo.switch import switched_on
from parta.kit.home import make_home
from parta.kit.listen import SITES, public_url
from parta.kit.notify import settings as messages

PACKAGE = Path(__file__).resolve().parents[1]
HOME = env.home()
DEMO = switched_on()
CLOCK_OFFSET = env.seconds("PARTA_CLOCK_OFFSET")
ZONE = env.zone("PARTA_ZONE", "Europe/Moscow")  # of days that belong to no school
OUTBOX = HOME / "outbox.jsonl"
NOTIFY = messages.from_environment()
SITE_URLS = {site: public_url(site) for site in SITES}
HUB_URL = env.url("PARTA_HUB_URL", "ws://127.0.0.1:8003")
HUB_SOCKET = HOME / "hub.sock"
LIVE_ROOMS_FOR = ""  # dotted path of a site's function: request → names of rooms

DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Russian"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.Jinja2"

STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_ROOT = HOME / "static"
WEB_DIST = PACKAGE.parent / "web/dist"
STATICFILES_DIRS = [PACKAGE / "kit/ui/static", ("web", WEB_DIST)]
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"/web/[^/]+-[\w-]{8}\.\w+$|\.[0-9a-f]{12}\.\w+$"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "parta.kit.ui.storage.Files"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SHARED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "parta.kit.jobs",
    "parta.kit.notify",
    "parta.audit",
    "parta.live",
]
MIDDLEWARE = [
    "parta.kit.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "parta.kit.ui.csp.csp_middleware",
    "parta.kit.ui.permissions.permissions_middleware",
    "parta.kit.ui.caching.caching_middleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "parta.kit.ui.look.language_middleware",
    "parta.kit.ui.errors.method_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
CSRF_FAILURE_VIEW = "parta.kit.ui.errors.csrf_failure"
DOOR_NAMES = {
    "civic": env.text("PARTA_CIVIC_NAME"),
    "learnid": env.text("PARTA_LEARNID_NAME"),
    "school": env.text("PARTA_SCHOOL_NAME"),
}
PASSWORD_HASHERS = ["parta.kit.passwords.Argon2"]
HASH_COST = hash_cost.from_environment()
SESSION_ENGINE = "parta.kit.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the page
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "parta.kit.request_id.WithRequestId"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s [%(request_id)s] %(name)s: %(message)s"}
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["request"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "fido2": {"level": "WARNING"},  # it names credentials at INFO
        "httpx": {"level": "WARNING"},
    },
}


def templates(*folders: str) -> list[dict[str, Any]]:
    """Jinja2 over the kit's templates and the given folders of the package."""
    return [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [PACKAGE / folder / "templates" for folder in ("kit/ui", *folders)],
            "OPTIONS": {"environment": "parta.kit.ui.jinja.environment"},
        }
    ]


def database(site: str) -> dict[str, dict[str, Any]]:
    """DATABASES of `site`: PARTA_<SITE>_DATABASE_URL, else a SQLite file of its own."""
    url = env.text(f"PARTA_{site.upper()}_DATABASE_URL")
    return {"default": _postgresql(url) if url else _sqlite(f"{site}.sqlite3")}


def _sqlite(name: str) -> dict[str, Any]:
    path = make_home(HOME) / name
    tests = {"NAME": ":memory:"}  # said aloud: test runners know it only of Django's own engine
    return {"ENGINE": "parta.kit.sqlite", "NAME": path, "CONN_MAX_AGE": None, "TEST": tests}


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise env.Misconfigured(f"A database URL begins with postgresql://, not {parts.scheme}://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
    }


def transport(public_url: str) -> dict[str, Any]:
    """Security settings that follow from the scheme and host of the public URL."""
    parts = urlsplit(public_url)
    https = parts.scheme == "https"
    return {
        "ALLOWED_HOSTS": [parts.hostname, "127.0.0.1", "localhost"],
        "CSRF_TRUSTED_ORIGINS": [public_url],
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "LANGUAGE_COOKIE_SECURE": https,
        "SECURE_SSL_REDIRECT": https,
        "SECURE_HSTS_SECONDS": 31_536_000 if https else 0,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
    }
