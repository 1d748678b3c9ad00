"""Settings of the learnid site: an OpenID Provider with its own accounts."""

from parta.idp.cabinet.settings import closing_grace
from parta.idp.codes.settings import from_environment
from parta.idp.provider.settings import key_lives
from parta.kit import env
from parta.kit.keys import secret
from parta.kit.settings import *  # noqa: F403
from parta.kit.settings import MIDDLEWARE, SHARED_APPS, SITE_URLS, database, templates, transport

SITE = "learnid"
PUBLIC_URL = ISSUER = SITE_URLS[SITE]
SECRET_KEY = secret(SITE)
DATABASES = database(SITE)
AUTH_USER_MODEL = "learners.Learner"
AUTHENTICATION_BACKENDS = ["parta.idp.accounts.backend.Accounts"]
INSTALLED_APPS = [
    *SHARED_APPS,
    "parta.idp.accounts",
    "parta.idp.codes",
    "parta.idp.provider",
    "parta.idp.consent",
    "parta.idp.operators",
    "parta.idp.factors",
    "parta.idp.cabinet",
    "parta.learnid.learners",
    "parta.learnid.profiles",
    "parta.learnid.parents",
    "parta.learnid.vkid",
    "parta.learnid.demo",
]
MIDDLEWARE = [
    *MIDDLEWARE,
    "parta.idp.accounts.seen.seen_middleware",
    "parta.idp.cabinet.closed_door.ClosedDoorMiddleware",
]
TEMPLATES = templates("idp", SITE)
ROOT_URLCONF = f"parta.{SITE}.urls"
CODES = from_environment()
VOUCHING_CLIENTS = env.text("PARTA_VOUCHING_CLIENTS", "school").replace(",", " ").split()
KEY_LIVES = key_lives()
CLOSING_GRACE = closing_grace()
SESSION_COOKIE_NAME = f"{SITE}_session"
CSRF_COOKIE_NAME = f"{SITE}_csrf"
SESSION_COOKIE_AGE = 30 * 24 * 3600
LOGIN_URL = "signin"
globals().update(transport(PUBLIC_URL))
