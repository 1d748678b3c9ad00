"""Settings of the demo bank: an OpenID Provider that knows its customers by their papers.

It runs with the demo alone, without a worker: docs/decisions/0035-demo-bank.md.
"""

from parta.idp.cabinet.settings import closing_grace
from parta.idp.codes.settings import from_environment
from parta.idp.provider.settings import key_lives
from parta.kit.keys import secret
from parta.kit.listen import public_url
from parta.kit.settings import *  # noqa: F403
from parta.kit.settings import MIDDLEWARE, SHARED_APPS, database, templates, transport

SITE = "bank"
PUBLIC_URL = ISSUER = public_url(SITE)
SECRET_KEY = secret(SITE)
DATABASES = database(SITE)
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
AUTH_USER_MODEL = "customers.Customer"
INSTALLED_APPS = [
    *SHARED_APPS,
    "parta.idp.accounts",
    "parta.idp.codes",
    "parta.idp.factors",
    "parta.idp.provider",
    "parta.idp.consent",
    "parta.idp.cabinet",
    "parta.bank.customers",
]
MIDDLEWARE = [
    *MIDDLEWARE,
    "parta.idp.accounts.seen.seen_middleware",
    "parta.idp.cabinet.closed_door.ClosedDoorMiddleware",
]
TEMPLATES = templates("idp", SITE)
ROOT_URLCONF = f"parta.{SITE}.urls"
CODES = from_environment()
KEY_LIVES = key_lives()
CLOSING_GRACE = closing_grace()
SESSION_COOKIE_NAME = f"{SITE}_session"
CSRF_COOKIE_NAME = f"{SITE}_csrf"
SESSION_COOKIE_AGE = 30 * 24 * 3600
LOGIN_URL = "signin"
globals().update(transport(PUBLIC_URL))
