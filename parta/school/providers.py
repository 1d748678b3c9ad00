"""The settings of the two providers that the school asks who somebody is.

Ours, unless something is set: any OpenID Provider, the state's ESIA, VK ID.  In
prose: docs/run/identity-providers.md.
"""

from parta.kit import env
from parta.kit.keys import secret
from parta.oidc.dialects.terms import ESIA, ESIA_V3, PLAIN, VKID, Terms

SIGNIN_TERMS = Terms(
    "SIGNIN",
    offers=(PLAIN, ESIA, ESIA_V3),
    dialect=env.text("PARTA_SIGNIN_DIALECT", PLAIN),
    scope=env.text("PARTA_SIGNIN_SCOPE"),
    levels=env.text("PARTA_SIGNIN_LEVELS"),
    claims=env.text("PARTA_SIGNIN_CLAIMS"),
    key=env.text("PARTA_SIGNIN_KEY"),
    certificate=env.text("PARTA_SIGNIN_CERTIFICATE"),
    certificate_hash=env.text("PARTA_SIGNIN_CERTIFICATE_HASH"),
    signer=env.text("PARTA_SIGNIN_SIGNER"),
    provider_certificate=env.text("PARTA_SIGNIN_PROVIDER_CERTIFICATE"),
    verifier=env.text("PARTA_SIGNIN_VERIFIER"),
)
LEARNING_TERMS = Terms(
    "LEARNING",
    offers=(PLAIN, VKID),
    dialect=env.text("PARTA_LEARNING_DIALECT", PLAIN),
    scope=env.text("PARTA_LEARNING_SCOPE"),
    claims=env.text("PARTA_LEARNING_CLAIMS"),
)


def issuer(setting: str, ours: str, terms: Terms) -> str:
    """As the provider calls itself: an OpenID Provider's may end with a slash."""
    stripped = env.url(setting, ours)
    return env.text(setting, ours) if terms.dialect == PLAIN else stripped


def client_secret(setting: str, own: str, *, at_ours: bool) -> str:
    """`own` is what our two sites share: no other provider is told it."""
    return env.text(setting) or (secret(own) if at_ours else "")
