"""Refusals of the protocol, in its own words."""

from enum import StrEnum


class Error(StrEnum):
    """Error codes of OAuth 2.0, OpenID Connect, RFC 9101, RFC 9126, RFC 6750."""

    ACCESS_DENIED = "access_denied"
    CONSENT_REQUIRED = "consent_required"
    INTERACTION_REQUIRED = "interaction_required"
    INVALID_CLIENT = "invalid_client"
    INVALID_GRANT = "invalid_grant"
    INVALID_REQUEST = "invalid_request"
    INVALID_REQUEST_URI = "invalid_request_uri"
    INVALID_SCOPE = "invalid_scope"
    INVALID_TOKEN = "invalid_token"  # noqa: S105 (a code)
    LOGIN_REQUIRED = "login_required"
    REQUEST_NOT_SUPPORTED = "request_not_supported"
    REQUEST_URI_NOT_SUPPORTED = "request_uri_not_supported"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    UNMET_AUTHENTICATION = "unmet_authentication_requirements"
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type"
    UNSUPPORTED_RESPONSE_TYPE = "unsupported_response_type"


class Refused(Exception):
    """The request is refused with `error`; `text` is for the client's developer, in English."""

    def __init__(self, error: Error, text: str = "") -> None:
        super().__init__(error, text)
        self.error = error
        self.text = text


class Why(StrEnum):
    """Why a request can't even be answered.  Stable: the page and tests key on them."""

    MALFORMED = "malformed-request"
    UNKNOWN_CLIENT = "unknown-client"
    WRONG_ADDRESS = "wrong-return-address"
    STALE = "stale-request"


class Unanswerable(Exception):
    """Client or return address can't be trusted: our own page, never a redirect."""

    def __init__(self, why: Why, client: str = "", site: str = "") -> None:
        """The client's name and the address of its site, where they are sure: the way back."""
        super().__init__(why)
        self.why = why
        self.client = client
        self.site = site
