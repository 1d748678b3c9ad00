"""What serves once serves once, however many ask at a time: on real transactions."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site

from parta.idp.accounts.account import Account
from parta.idp.factors.models import Passkey, RecoveryCode, Totp
from parta.idp.factors.rules import CODES
from tests.connections import of_many, together
from tests.idp.authenticator import ORIGIN, Device
from tests.idp.party import Browser
from tests.idp.proving import ANYA, add_passkey, code, enter, reason, with_app, wrong
from tests.idp.test_second_step import SECOND, half_in, make_codes

EACH = 8
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


@pytest.fixture
def guarded(anya: Account) -> Account:
    return with_app(anya)


def typed(browsers: list[Browser], form: dict[str, str], number: int) -> Any:
    return browsers[number].send(SECOND, **form)


def winners(responses: list[Any]) -> int:
    return sum(response.status_code == 302 for response in responses)


@pytest.mark.proves("asvs:6.5.1")
def test_a_code_of_the_app_lets_one_of_eight_browsers_in(guarded: Account) -> None:
    browsers = [half_in() for _ in range(EACH)]
    assert winners(together(EACH, partial(typed, browsers, {"code": code()}))) == 1


@pytest.mark.proves("asvs:6.5.1")
def test_a_recovery_code_lets_one_of_eight_browsers_in(guarded: Account) -> None:
    own = half_in()
    own.send(SECOND, code=code())
    [first, *_] = make_codes(own)
    browsers = [half_in() for _ in range(EACH)]
    assert winners(together(EACH, partial(typed, browsers, {"recovery": first}))) == 1


def test_codes_made_in_two_presses_at_once_are_ten(guarded: Account) -> None:
    own = half_in()
    own.send(SECOND, code=code())
    together(2, lambda _: own.send("/account/recovery-codes"))
    assert RecoveryCode.objects.filter(account_id=guarded.pk).count() == CODES


def test_of_two_factors_removed_at_once_a_demanded_one_stays(
    guarded: Account, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PUBLIC_URL = ORIGIN
    monkeypatch.setattr(type(guarded), "needs_second_factor", True)
    own = half_in()
    own.send(SECOND, code=code())
    add_passkey(own, Device())
    key = Passkey.objects.get().pk
    presses = [("/account/totp/off", {"x": ""}), ("/account/passkeys/remove", {"passkey": key})]
    together(2, lambda number: own.send(presses[number][0], **presses[number][1]))
    assert Totp.objects.count() + Passkey.objects.count() == 1


@pytest.mark.proves("attack:code-guessing")
def test_of_many_wrong_codes_at_once_five_are_looked_at(guarded: Account) -> None:
    browsers = [half_in() for _ in range(EACH)]
    responses = together(EACH, partial(typed, browsers, {"code": wrong()}))
    reasons = sorted(str(reason(response)) for response in responses)
    assert reasons == ["too-many-tries"] * 3 + ["wrong-code"] * 5


def test_an_answer_sent_eight_times_at_once_lets_one_in(anya: Account, settings: Any) -> None:
    settings.PUBLIC_URL = ORIGIN
    device = Device()
    add_passkey(enter(), device)
    first = Browser()
    answer = device.prove(first.get("/signin/passkey/options").json())
    browsers = [Browser() for _ in range(EACH)]
    for browser in browsers:
        browser.cookies[site.CSRF_COOKIE_NAME] = first.cookies[site.CSRF_COOKIE_NAME].value

    def send(number: int) -> Any:
        return browsers[number].send("/signin/passkey", credential=answer)

    onward = [response["Location"] for response in together(EACH, send)]
    assert onward.count("/") == 1
    assert onward.count("/signin?refused=request-expired") == EACH - 1


def test_a_counter_is_moved_by_one_of_eight(anya: Account, settings: Any) -> None:
    settings.PUBLIC_URL = ORIGIN
    device = Device()
    add_passkey(enter(ANYA), device)
    device.counter = 7
    browsers = [Browser() for _ in range(EACH)]
    answers = [device.prove(each.get("/signin/passkey/options").json()) for each in browsers]

    def send(number: int) -> Any:
        return browsers[number].send("/signin/passkey", credential=answers[number])

    onward = [response["Location"] for response in together(EACH, send)]
    assert onward.count("/") == 1
    assert Passkey.objects.get().counter == 7
