"""Refusals in the ESIA's own words: each has a number that integrators look up.

Pure.  The numbers and what they stand for are the ESIA's; the sentences are ours.
"""

from enum import Enum


class Fault(Enum):
    """Number, OAuth 2.0 error, sentence for the client's developer."""

    MISMATCH = ("007002", "invalid_client", "The certificate is not one of this client system.")
    PARAMETER = (
        "007003",
        "invalid_request",
        "A parameter is wrong, repeated or has been used before.",
    )
    DENIED = ("007004", "access_denied", "The person refused.")
    SCOPE = ("007006", "invalid_scope", "The scope is unknown, or malformed.")
    BUSY = ("007008", "temporarily_unavailable", "The service can't answer now.")
    METHOD = ("007009", "unsupported_grant_type", "A token can't be got in this way.")
    GRANT = (
        "007011",
        "invalid_grant",
        "The code or refresh token is invalid, expired, revoked, used or another system's.",
    )
    NO_SCOPE = ("007013", "invalid_scope", "The request names no scope.")
    MISSING = ("007014", "invalid_request", "A mandatory parameter is missing.")
    TIME = ("007015", "invalid_request", "The time of the request is wrong.")
    FORBIDDEN = ("007019", "unauthorized_client", "There is no permission for this.")
    REDIRECT = ("007023", "invalid_request", "The redirect_uri is not registered for the system.")
    NO_CHALLENGE = ("007039", "invalid_grant", "The first request had no code_challenge.")
    CHALLENGE = ("007040", "invalid_grant", "The code_verifier does not fit the code_challenge.")
    SECRET = (
        "007053",
        "invalid_client",
        "The client_secret does not fit the signed string or the certificate, "
        "or the certificate is not valid.",
    )
    UNCONFIRMED = ("007055", "access_denied", "The person's account is not confirmed.")
    CLIENT = ("008010", "invalid_client", "The client system is not known.")

    @property
    def code(self) -> str:
        return f"ESIA-{self.value[0]}"

    @property
    def error(self) -> str:
        return self.value[1]

    @property
    def description(self) -> str:
        return f"{self.code}: {self.value[2]}"


class Refusal(Exception):
    """`why` goes to the log of whoever runs this site, never to the client.

    `message` is the string that should have been signed, where that is what failed.
    """

    def __init__(self, fault: Fault, why: str = "", message: str = "") -> None:
        super().__init__(fault, why)
        self.fault = fault
        self.why = why
        self.message = message
