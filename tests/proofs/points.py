"""What the identity sites are held to, point by point: a list of what they promise, the
modules of the OpenID Foundation's plan "basic" for OpenID Providers, and attacks."""

from collections.abc import Mapping

PROVIDER: Mapping[str, str] = {
    "1": "Code flow with PKCE; clients prove themselves by Basic, in the form, or are public",
    "2": "PKCE `plain`, no method, no challenge, a wrong verifier: refused",
    "3": "A code works once, for its client, for 60 s, one of parallel tries; used again, "
    "it takes back what it gave; only its digest is kept",
    "4": "`prompt`: none (also beside another client's consent), login that can't be walked "
    "past, consent, none with login",
    "5": "`max_age` 0, 1, 10000; `auth_time` is of this session",
    "6": "`claims`, voluntary and essential",
    "7": "`acr`, `amr`, `sid`",
    "8": "Consent is remembered; more scopes and another client ask again",
    "9": "Subjects are pairwise",
    "10": "`iss` in answers and in errors",
    "11": "The return address is compared letter by letter",
    "12": "Userinfo by GET, by POST with the header, by POST with the body",
    "13": "`id_token_hint`; sign-out by a client ends tokens and tells every client of the session",
    "14": "`login_hint` and `ui_locales` reach the sign-in page",
    "15": "Refresh tokens rotate; a second use ends the family; one of parallel tries wins; "
    "another client can do nothing with them",
    "16": "Issuer and addresses do not follow the Host header",
    "17": "Two RSA keys and an EC key are published; ES256 for a client that wants it",
    "18": "Pushed requests and `private_key_jwt`; an assertion works once",
    "19": "Lower-case `s256` passes at the VK ID dialect alone",
    "20": "POST to the authorization endpoint, unknown parameters, `request`, `request_uri`, "
    "implicit, no nonce",
}

BASIC: Mapping[str, str] = {
    "oidcc-server": "A whole sign-in",
    "oidcc-response-type-missing": "No `response_type`",
    "oidcc-idtoken-signature": "The ID token is signed",
    "oidcc-idtoken-unsigned": "An unsigned ID token is asked for",
    "oidcc-userinfo-get": "Userinfo by GET",
    "oidcc-userinfo-post-header": "Userinfo by POST, token in the header",
    "oidcc-userinfo-post-body": "Userinfo by POST, token in the body",
    "oidcc-ensure-request-without-nonce-succeeds-for-code-flow": "No `nonce`",
    "oidcc-scope-profile": "Scope `profile`",
    "oidcc-scope-email": "Scope `email`",
    "oidcc-scope-address": "Scope `address`",
    "oidcc-scope-phone": "Scope `phone`",
    "oidcc-scope-all": "All scopes at once",
    "oidcc-ensure-other-scope-order-succeeds": "Scopes in another order",
    "oidcc-display-page": "`display=page`",
    "oidcc-display-popup": "`display=popup`",
    "oidcc-prompt-login": "`prompt=login`",
    "oidcc-prompt-none-not-logged-in": "`prompt=none` from a stranger",
    "oidcc-prompt-none-logged-in": "`prompt=none` from somebody signed in",
    "oidcc-max-age-1": "`max_age=1`",
    "oidcc-max-age-10000": "`max_age=10000`",
    "oidcc-ensure-request-with-unknown-parameter-succeeds": "A parameter that nobody knows",
    "oidcc-id-token-hint": "`id_token_hint`",
    "oidcc-login-hint": "`login_hint`",
    "oidcc-ui-locales": "`ui_locales`",
    "oidcc-claims-locales": "`claims_locales`",
    "oidcc-ensure-request-with-acr-values-succeeds": "`acr_values`",
    "oidcc-codereuse": "A code used twice at once",
    "oidcc-codereuse-30seconds": "A code used again later takes its tokens back",
    "oidcc-ensure-registered-redirect-uri": "An unknown return address",
    "oidcc-ensure-post-request-succeeds": "The request by POST",
    "oidcc-server-client-secret-post": "The client's secret in the form",
    "oidcc-request-uri-unsigned": "`request_uri` that was not pushed",
    "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported": "`request`",
    "oidcc-claims-essential": "An essential claim",
    "oidcc-ensure-request-object-with-redirect-uri": "A return address inside `request`",
    "oidcc-refresh-token": "A refresh token",
    "oidcc-ensure-request-with-valid-pkce-succeeds": "PKCE",
}

ATTACKS: Mapping[str, str] = {
    "code-guessing": "Codes are guessed in parallel, at full speed, from many networks",
    "consent-bypass": "Data are had without the person's yes, or by a yes to something else",
    "mixed-up-issuer": "One provider's answer is given for another's",
    "replayed-state": "An answer, or its `state`, is used again or elsewhere",
    "code-injection": "A code is slipped into another's browser, request or client",
    "token-substitution": "A token of another person, client or kind is shown",
    "logout-forgery": "Somebody is signed out, or a logout is told, by who may not",
    "session-fixation": "A session that was planted before is used after the sign-in",
    "enumeration-by-time": "The clock tells who has an account: measured, and the measure is tried",
    "sms-pumping": "Messages are made to be sent at the site's cost",
}

NOT_HERE: Mapping[str, str] = {
    "basic:oidcc-scope-address": "Addresses are not kept, so the scope is unknown and passed over.",
}
"""Points that need no test, and why."""
