"""What a request in VK ID's words may ask, in the words of the core.

Pure.  The rule in prose: docs/rules/vkid.md.
"""

import re
from collections.abc import Collection, Mapping

from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.parameters import words
from parta.idp.provider.rules import CHALLENGE, PROMPTS, Asked

APP = re.compile(r"[1-9][0-9]{0,17}")
PERSON = "vkid.personal_info"
PHONE = "phone"
SCOPES = (PERSON, PHONE, "email")
"""Known here; there is no e-mail to tell, and whoever asks for it gets none."""
METHODS = {"s256", "S256"}
"""VK ID's documents write the first, many clients the second."""
LANGUAGES = {"0": "ru", "3": "en"}
"""VK's numbers of the languages that we have."""
VERIFIER = re.compile(r"[A-Za-z0-9_-]{43,128}")


def speaks(client_id: str) -> bool:
    """Whether a client speaks this dialect: VK's apps are numbers, no other client is one."""
    return APP.fullmatch(client_id) is not None


def check(parameters: Mapping[str, str], allowed: Collection[str]) -> Asked:
    """The request, or Refused; client and redirect_uri are proved already.

    Unknown parameters and scopes are passed over, as VK ID does.
    """
    if parameters.get("response_type") != "code":
        raise Refused(Error.UNSUPPORTED_RESPONSE_TYPE)
    if parameters.get("code_challenge_method") not in METHODS:
        raise Refused(Error.INVALID_REQUEST, "code_challenge_method must be s256.")
    if not CHALLENGE.fullmatch(parameters.get("code_challenge", "")):
        raise Refused(Error.INVALID_REQUEST, "code_challenge is not a SHA-256 in base64url.")
    if not parameters.get("state"):
        raise Refused(Error.INVALID_REQUEST, "state is missing.")
    return Asked(
        scopes=_scopes(parameters, allowed),
        code_challenge=parameters["code_challenge"],
        nonce="",
        prompts=_prompts(parameters),
        max_age=None,
        levels=(),
    )


def language(parameters: Mapping[str, str]) -> dict[str, str]:
    """The wish for a language as the pages know it."""
    wanted = LANGUAGES.get(parameters.get("lang_id", ""))
    return {"ui_locales": wanted} if wanted else {}


def _scopes(parameters: Mapping[str, str], allowed: Collection[str]) -> tuple[str, ...]:
    """Who the person is goes along with every request; in VK's order, each once."""
    asked = {PERSON, *words(parameters, "scope")}
    scopes = tuple(scope for scope in SCOPES if scope in asked)
    if PHONE in scopes and PHONE not in allowed:
        raise Refused(Error.INVALID_SCOPE, "The app is not registered for the scope phone.")
    return scopes


def _prompts(parameters: Mapping[str, str]) -> frozenset[str]:
    prompts = frozenset(words(parameters, "prompt"))
    if not prompts <= PROMPTS or ("none" in prompts and len(prompts) > 1):
        raise Refused(Error.INVALID_REQUEST, "prompt is none, login, consent or select_account.")
    return prompts
