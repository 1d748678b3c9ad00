"""Settings of the learnid site: an OpenID Provider with its own accounts."""

from parta.kit.settings import *  # noqa: F403
from parta.kit.settings import SHARED_APPS, SITE_URLS, database, secret, templates, transport

SITE = "learnid"
PUBLIC_URL = ISSUER = SITE_URLS[SITE]
SECRET_KEY = secret(SITE)
DATABASES = database(SITE)
INSTALLED_APPS = [*SHARED_APPS]
TEMPLATES = templates("idp", SITE)
ROOT_URLCONF = f"parta.{SITE}.urls"
SESSION_COOKIE_NAME = f"{SITE}_session"
CSRF_COOKIE_NAME = f"{SITE}_csrf"
globals().update(transport(PUBLIC_URL))
