"""django-oauth-toolkit as its documentation sets it up, with the hasher and the database
engine of the identity sites."""

from pathlib import Path

from joserfc.jwk import RSAKey

from parta.kit import env, hash_cost
from parta.kit.settings import database

SECRET_KEY = "a bench's"
HOME = env.home()
KEY = HOME / "toolkit.pem"
if not KEY.exists():
    KEY.write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
DATABASES = database("toolkit")
ROOT_URLCONF = "bench.sign_in_peers.urls"
ALLOWED_HOSTS = ["*"]
USE_TZ = True
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "oauth2_provider",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]
HASH_COST = hash_cost.from_environment()
PASSWORD_HASHERS = ["parta.kit.passwords.Argon2"]
LOGIN_URL = "/signin"
OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_RSA_PRIVATE_KEY": KEY.read_text(),
    "PKCE_REQUIRED": True,
    "SCOPES": {"openid": "", "profile": ""},
}
