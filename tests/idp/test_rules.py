"""decide() as a table: what comes next for whom, and what is never asked silently."""

from datetime import timedelta
from typing import Any

import pytest

from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.rules import Asked, Standing, Step, decide

LOW, MIDDLE, HIGH = LEVELS = ("urn:level:low", "urn:level:middle", "urn:level:high")
HOUR = timedelta(hours=1)
IN: dict[str, Any] = {"age": HOUR, "level": LOW}


def asked(prompt: str = "", max_age: int | None = None, levels: tuple[str, ...] = ()) -> Asked:
    return Asked(
        scopes=("openid",),
        code_challenge="c" * 43,
        nonce="",
        prompts=frozenset(prompt.split()),
        max_age=None if max_age is None else timedelta(seconds=max_age),
        levels=levels,
    )


@pytest.mark.parametrize(
    ("request_", "person", "outcome"),
    [
        # a stranger
        (asked(), {"age": None}, Step.SIGN_IN),
        (asked("none"), {"age": None}, Error.LOGIN_REQUIRED),
        (asked("consent"), {"age": None}, Step.SIGN_IN),
        (asked(), {"age": None, "answered": True}, Step.SIGN_IN),
        (asked(levels=(HIGH,)), {"age": None}, Step.SIGN_IN),
        # signed in
        (asked(), IN, Step.CONSENT),
        (asked("none"), IN, Error.CONSENT_REQUIRED),
        (asked(), IN | {"agreed": True}, Step.GRANT),
        (asked("none"), IN | {"agreed": True}, Step.GRANT),
        (asked(), IN | {"agreed": True, "answered": True}, Step.GRANT),
        # consent wanted again
        (asked("consent"), IN | {"agreed": True}, Step.CONSENT),
        (asked("consent"), IN | {"agreed": True, "answered": True}, Step.GRANT),
        # a fresh sign-in wanted
        (asked("login"), IN | {"agreed": True}, Step.SIGN_IN),
        (asked("login"), IN | {"agreed": True, "answered": True}, Step.SIGN_IN),
        (asked("login"), IN | {"agreed": True, "fresh": True}, Step.GRANT),
        (asked("login consent"), IN | {"agreed": True, "fresh": True}, Step.CONSENT),
        # age of the sign-in
        (asked(max_age=0), IN | {"agreed": True}, Step.SIGN_IN),
        (asked(max_age=3600), IN | {"agreed": True}, Step.SIGN_IN),
        (asked(max_age=3601), IN | {"agreed": True}, Step.GRANT),
        (asked(max_age=0), IN | {"agreed": True, "fresh": True}, Step.GRANT),
        (asked("none", max_age=1), IN | {"agreed": True}, Error.LOGIN_REQUIRED),
        # level
        (asked(levels=(HIGH,)), IN | {"agreed": True}, Error.UNMET_AUTHENTICATION),
        (asked("none", levels=(HIGH,)), IN, Error.CONSENT_REQUIRED),  # which tells no level
        (asked("none", levels=(HIGH,)), IN | {"agreed": True}, Error.UNMET_AUTHENTICATION),
        (asked(levels=(HIGH,)), IN | {"answered": True}, Error.UNMET_AUTHENTICATION),
        (asked(levels=(HIGH, MIDDLE)), IN | {"level": MIDDLE, "agreed": True}, Step.GRANT),
        (asked(levels=(MIDDLE,)), IN | {"level": HIGH, "agreed": True}, Step.GRANT),
        (asked(levels=(HIGH, "urn:else")), IN | {"agreed": True}, Error.UNMET_AUTHENTICATION),
        (asked(levels=("urn:else",)), IN | {"agreed": True}, Step.GRANT),
        (asked(levels=(LOW,)), IN | {"level": "", "agreed": True}, Error.UNMET_AUTHENTICATION),
    ],
)
def test_what_comes_next(request_: Asked, person: dict[str, Any], outcome: Step | Error) -> None:
    standing = Standing(**person)
    if isinstance(outcome, Step):
        assert decide(request_, standing, LEVELS) is outcome
        return
    with pytest.raises(Refused) as refused:
        decide(request_, standing, LEVELS)
    assert refused.value.error is outcome


def test_a_site_without_levels_ignores_wishes_for_them() -> None:
    person = Standing(age=HOUR, agreed=True)
    assert decide(asked(levels=(HIGH,)), person, ()) is Step.GRANT
