"""Client side of OpenID Connect: sign in with another provider.

    url = flow.begin(request, registration, Ask(keep={"next": "/diary"}))
    answer = flow.complete(request, registration)

`registration` is what a provider and we agreed on.  Each function returns what
was asked for or a Refusal, never raises for what a provider or a browser sends,
and believes nothing before id_token.py has checked it.
"""

from parta.oidc.refusal import Refusal, Why

__all__ = ["Refusal", "Why"]
