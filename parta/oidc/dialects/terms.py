"""What an operator sets of a provider beyond its address and our client there.

Read when a site starts: what can't be used is said at once, in one sentence.
"""

import shlex
from dataclasses import dataclass

from parta.kit.env import Misconfigured
from parta.oidc.dialects.reading import ANY, CLAIMS, LEVELS, Reading

SIGNATURE = "{signature}"
"""Where a verifying command gets the signature's file."""
PLAIN, ESIA, ESIA_V3, VKID = "oidc", "esia", "esia-v3", "vkid"
SCOPES = {
    ESIA: "openid fullname birthdate gender mobile email",
    ESIA_V3: "openid fullname birthdate gender mobile email",
    VKID: "vkid.personal_info",
}
"""What is asked of the dialects that have scopes of their own."""


@dataclass(frozen=True, slots=True)
class Terms:
    of: str  # what its settings are called by: SIGNIN for PARTA_SIGNIN_…
    offers: tuple[str, ...] = (PLAIN,)  # the dialects that will do here
    dialect: str = PLAIN
    scope: str = ""
    levels: str = ""
    claims: str = ""
    key: str = ""
    certificate: str = ""
    certificate_hash: str = ""
    signer: str = ""
    provider_certificate: str = ""
    verifier: str = ""

    def __post_init__(self) -> None:
        if self.dialect not in self.offers:
            known = ", ".join(self.offers)
            raise Misconfigured(
                f"{self.settings}_DIALECT must be one of {known}, not {self.dialect!r}."
            )
        self.reading()
        if self.dialect in {ESIA, ESIA_V3}:
            self._complete()

    @property
    def settings(self) -> str:
        """How the names of its settings begin."""
        return f"PARTA_{self.of}"

    def reading(self) -> Reading:
        levels = _pairs(f"{self.settings}_LEVELS", self.levels)
        claims = _pairs(f"{self.settings}_CLAIMS", self.claims)
        if strange := set(levels.values()) - set(LEVELS):
            known = ", ".join(LEVELS)
            raise Misconfigured(f"{self.settings}_LEVELS knows {known}, not {min(strange)!r}.")
        if strange := set(claims) - CLAIMS:
            known = ", ".join(sorted(CLAIMS))
            raise Misconfigured(f"{self.settings}_CLAIMS can rename {known}, not {min(strange)!r}.")
        return Reading(levels, claims)

    def scopes(self, plain: str) -> str:
        """What to ask for; `plain` where OpenID Connect is spoken and nothing is set."""
        return self.scope or SCOPES.get(self.dialect, plain)

    def _complete(self) -> None:
        prefix, of = self.settings, f"With {self.settings}_DIALECT={self.dialect} set"
        own = self.key and (self.certificate or self.dialect == ESIA_V3)
        if not (self.signer or own):
            pair = f"{prefix}_KEY and {prefix}_CERTIFICATE"
            raise Misconfigured(f"{of} {pair}, or {prefix}_SIGNER: requests have to be signed.")
        if not (self.provider_certificate or self.verifier):
            pair = f"{prefix}_PROVIDER_CERTIFICATE, or {prefix}_VERIFIER"
            raise Misconfigured(f"{of} {pair}: else nobody knows whose tokens those are.")
        _fit_command(f"{prefix}_SIGNER", self.signer)
        _fit_command(f"{prefix}_VERIFIER", self.verifier)
        if self.verifier and SIGNATURE not in self.verifier:
            raise Misconfigured(f"{prefix}_VERIFIER must name {SIGNATURE}, the file to look at.")
        if self.dialect == ESIA_V3 and not self.certificate_hash:
            raise Misconfigured(f"{of} {prefix}_CERTIFICATE_HASH.")


def _fit_command(setting: str, line: str) -> None:
    try:
        shlex.split(line)
    except ValueError as error:
        raise Misconfigured(f"{setting} can't be read as a command: {error}.") from None


def _pairs(setting: str, text: str) -> dict[str, str]:
    """`a=b, c=d`; for levels `*=d` is whatever else."""
    pairs = [part.strip() for part in text.split(",") if part.strip()]
    split = [part.rpartition("=") for part in pairs]
    if any(not left.strip() or not right.strip() for left, _, right in split):
        raise Misconfigured(f"{setting} must be written as a=b,c=d or {ANY}=d, not {text!r}.")
    return {left.strip(): right.strip() for left, _, right in split}
