"""What an authorization request may ask, and what has to happen before it is granted.

Pure: no database, clock or settings.  The same rules serve requests that come
through the browser and requests that were pushed.  In prose: docs/rules/provider.md.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.parameters import seconds, words
from parta.idp.provider.wanted import Wanted, wanted

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
ANYTHING = Wanted()
OFFLINE = "offline_access"
"""The scope of refresh tokens (OpenID Connect Core 1.0, §11)."""
PROMPTS = {"none", "login", "consent", "select_account"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that keeps the rules."""

    scopes: tuple[str, ...]
    code_challenge: str
    nonce: str
    prompts: frozenset[str]
    max_age: timedelta | None
    levels: tuple[str, ...]  # acr values that would do; empty: any
    wanted: Wanted = ANYTHING


def check(parameters: Mapping[str, str], known: Collection[str], allowed: Collection[str]) -> Asked:
    """The request, or Refused: `known` scopes of this site, `allowed` ones of the client.

    Client and redirect_uri are already proved.  Unknown parameters and scopes
    are ignored, as the standards want.
    """
    if "request" in parameters:
        raise Refused(Error.REQUEST_NOT_SUPPORTED)
    if "request_uri" in parameters:
        raise Refused(Error.REQUEST_URI_NOT_SUPPORTED)
    if parameters.get("response_type") != "code":
        raise Refused(Error.UNSUPPORTED_RESPONSE_TYPE)
    if parameters.get("response_mode", "query") != "query":
        raise Refused(Error.INVALID_REQUEST, "Only response_mode=query is supported.")
    if parameters.get("code_challenge_method") != "S256":
        raise Refused(Error.INVALID_REQUEST, "PKCE with code_challenge_method=S256 is required.")
    if not CHALLENGE.fullmatch(parameters.get("code_challenge", "")):
        raise Refused(Error.INVALID_REQUEST, "code_challenge is not a SHA-256 in base64url.")
    max_age = seconds(parameters, "max_age")
    return Asked(
        scopes=_scopes(parameters, known, allowed),
        code_challenge=parameters["code_challenge"],
        nonce=parameters.get("nonce", ""),
        prompts=_prompts(parameters),
        max_age=None if max_age is None else timedelta(seconds=max_age),
        levels=words(parameters, "acr_values"),
        wanted=wanted(parameters.get("claims", "")),
    )


def _scopes(
    parameters: Mapping[str, str], known: Collection[str], allowed: Collection[str]
) -> tuple[str, ...]:
    """offline_access is passed over where the client is not registered for it, as §11 wants."""
    asked = words(parameters, "scope")
    scopes = tuple(scope for scope in asked if scope in known)
    if "openid" not in scopes:
        raise Refused(Error.INVALID_SCOPE, "The scope openid is required.")
    if not set(scopes) <= set(allowed):
        raise Refused(Error.INVALID_SCOPE, "The client is not registered for this scope.")
    return (*scopes, OFFLINE) if OFFLINE in asked and OFFLINE in allowed else scopes


def _prompts(parameters: Mapping[str, str]) -> frozenset[str]:
    prompts = frozenset(words(parameters, "prompt"))
    if not prompts <= PROMPTS or ("none" in prompts and len(prompts) > 1):
        raise Refused(Error.INVALID_REQUEST, "prompt is none, or others without none.")
    return prompts


class Step(StrEnum):
    """What comes next on the way to a code."""

    SIGN_IN = "sign-in"
    SELECT = "select"
    CHOOSE = "choose"
    CONSENT = "consent"
    GRANT = "grant"


@dataclass(frozen=True, slots=True)
class Standing:
    """The person before us, right now; None in `age` for a stranger."""

    age: timedelta | None  # since the sign-in of this session
    fresh: bool = False  # signed in because this very request wanted it
    picked: bool = False  # shown who is signed in, and gone on as that person
    chosen: bool = True  # it is clear which of the account's people this is
    other: bool = False  # and it is not the one whom the client means
    level: str = ""  # acr
    agreed: bool = False  # consent to this client and these scopes is remembered
    answered: bool = False  # and was given by a press for this request


def decide(asked: Asked, person: Standing, levels: Sequence[str]) -> Step:
    """The next step, or Refused where the person can't or mustn't be asked.

    `levels` are the site's, lowest first.  The level is looked at only after
    sign-in, and silently only after consent, so that a client learns nothing
    about strangers.
    """
    silent = "none" in asked.prompts
    agreed = person.answered or (person.agreed and "consent" not in asked.prompts)
    if _wants_sign_in(asked, person):
        return _ask(Step.SIGN_IN, Error.LOGIN_REQUIRED, silent)
    if person.other:
        raise Refused(Error.LOGIN_REQUIRED, "Somebody else has signed in.")
    if "select_account" in asked.prompts and not (person.picked or person.fresh):
        return Step.SELECT
    if not person.chosen:
        return _ask(Step.CHOOSE, Error.INTERACTION_REQUIRED, silent)
    if silent and not agreed:
        raise Refused(Error.CONSENT_REQUIRED)
    if not _enough(asked, person.level, levels):
        raise Refused(Error.UNMET_AUTHENTICATION)
    return Step.GRANT if agreed else Step.CONSENT


def told_level(asked: Asked, level: str, levels: Sequence[str]) -> str:
    """The acr of the answer: the person's, or of essential ones the highest that they reach."""
    wanted = asked.wanted.levels
    if wanted is None or level in wanted:
        return level
    known = [value for value in wanted if value in levels]
    return max((value for value in known if _reaches([value], level, levels)), key=levels.index)


def _ask(step: Step, error: Error, silent: bool) -> Step:
    if silent:
        raise Refused(error)
    return step


def _wants_sign_in(asked: Asked, person: Standing) -> bool:
    if person.age is None:
        return True
    return not person.fresh and (person.other or _stale(asked, person.age))


def _stale(asked: Asked, age: timedelta) -> bool:
    return "login" in asked.prompts or (asked.max_age is not None and age >= asked.max_age)


def _enough(asked: Asked, level: str, levels: Sequence[str]) -> bool:
    """`acr_values` that we don't know are passed over; of essential ones, one has to be told."""
    essential = asked.wanted.levels
    known = [value for value in essential or () if value in levels]
    binding = essential is None or (bool(known) and _reaches(known, level, levels))
    return binding and _reaches(asked.levels, level, levels)


def _reaches(wanted: Sequence[str], level: str, levels: Sequence[str]) -> bool:
    """Whether the level is at least the lowest of the wanted ones that we know."""
    known = [levels.index(value) for value in wanted if value in levels]
    return not known or (level in levels and levels.index(level) >= min(known))


FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=2)


def notice_waits(attempts: int) -> timedelta:
    """How long a client that has not taken a notice `attempts` times is left in peace."""
    return min(FIRST_WAIT * int(3 ** min(attempts - 1, 10)), LONGEST_WAIT)
