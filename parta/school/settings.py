"""Settings of the school site: diary, journal and lessons."""

from parta.kit import env, media_server
from parta.kit.keys import secret
from parta.kit.settings import *  # noqa: F403
from parta.kit.settings import (
    MIDDLEWARE,
    SHARED_APPS,
    SITE_URLS,
    database,
    templates,
    transport,
)
from parta.school.providers import LEARNING_TERMS, SIGNIN_TERMS, client_secret, issuer

SITE = "school"
PUBLIC_URL = SITE_URLS[SITE]
SECRET_KEY = secret(SITE)
DATABASES = database(SITE)
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["parta.school.signin.backend.Register"]
LOGIN_URL = "signin"
MIDDLEWARE = [*MIDDLEWARE, "parta.school.signin.sessions.session_middleware"]
INSTALLED_APPS = [
    *SHARED_APPS,
    "parta.oidc.backchannel",
    "parta.school.people",
    "parta.school.classes",
    "parta.school.timetable",
    "parta.school.learning",
    "parta.school.lessons",
    "parta.school.signin",
    "parta.school.demo",
]
TEMPLATES = templates(SITE)
ROOT_URLCONF = f"parta.{SITE}.urls"
SESSION_COOKIE_NAME = f"{SITE}_session"
CSRF_COOKIE_NAME = f"{SITE}_csrf"
HUB_SECRET = secret("hub")
LIVE_ROOMS_FOR = "parta.school.diary.rooms.rooms_of"
globals().update(transport(PUBLIC_URL))

SIGNIN_ISSUER = issuer("PARTA_SIGNIN_ISSUER", SITE_URLS["civic"], SIGNIN_TERMS)
SIGNIN_CLIENT_ID = env.text("PARTA_SIGNIN_CLIENT_ID", "school")
SIGNIN_CLIENT_SECRET = client_secret(
    "PARTA_SIGNIN_CLIENT_SECRET", "school-at-civic", at_ours=SITE_URLS["civic"] == SIGNIN_ISSUER
)

LEARNING_ISSUER = issuer("PARTA_LEARNING_ISSUER", SITE_URLS["learnid"], LEARNING_TERMS)
LEARNING_CLIENT_ID = env.text("PARTA_LEARNING_CLIENT_ID", "school")
LEARNING_CLIENT_SECRET = client_secret(
    "PARTA_LEARNING_CLIENT_SECRET",
    "school-at-learnid",
    at_ours=SITE_URLS["learnid"] == LEARNING_ISSUER,
)

LIVEKIT_URL = media_server.public_url()
LIVEKIT_API_URL = media_server.over_http(media_server.server_url())
LIVEKIT_KEY = env.text("LIVEKIT_API_KEY", "parta")
LIVEKIT_SECRET = env.text("LIVEKIT_API_SECRET") or secret("media")
SECURE_REDIRECT_EXEMPT = ["^lessons/webhook$"]  # the media server calls over loopback
