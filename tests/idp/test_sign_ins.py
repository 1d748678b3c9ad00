"""How many people a client signs in a day is counted from grants before they are forgotten."""

from datetime import timedelta
from typing import Any

import pytest

from parta.idp.accounts.account import Account
from parta.idp.provider import jobs
from parta.idp.provider.models import AccessToken, Code, Grant
from parta.idp.provider.sign_ins import of_all
from parta.kit import clock
from tests.idp.party import Browser, Party, ask, redeem

ANYA = "+7 199 111-11-11"


@pytest.fixture
def noon(settings: Any) -> timedelta:
    """Seconds to add so that it is noon at the site, and hours to come are of the same day."""
    now = clock.now().astimezone(settings.ZONE)
    settings.CLOCK_OFFSET = now.replace(hour=12, minute=0, second=0) - now
    return timedelta(seconds=settings.CLOCK_OFFSET.total_seconds())


def sign_in(browser: Browser, party: Party) -> None:
    asked = ask(party)
    redeem(asked, browser.through(asked)["code"])


def numbers(party: Party, days: int = 3) -> list[int]:
    return list(of_all(days).get(party.client_id, {}).values())


def test_days_are_counted_whether_their_grants_are_still_there_or_not(
    anya: Account, party: Party, other: Party, settings: Any, noon: timedelta
) -> None:
    browser = Browser(ANYA)
    sign_in(browser, party)
    sign_in(browser, party)
    sign_in(browser, other)
    browser.through(ask(party))  # never redeemed
    assert (numbers(party), numbers(other)) == ([0, 0, 2], [0, 0, 1])
    settings.CLOCK_OFFSET = noon + timedelta(hours=2)
    sign_in(browser, party)
    jobs.forget_what_has_run_out()
    jobs.forget_what_has_run_out()
    assert Grant.objects.count() == 1
    assert (numbers(party), numbers(other)) == ([0, 0, 3], [0, 0, 1])
    settings.CLOCK_OFFSET = noon + timedelta(days=1)
    sign_in(Browser(ANYA), party)
    jobs.forget_what_has_run_out()
    assert numbers(party) == [0, 3, 1]
    assert list(of_all(2)["party"]) == [clock.today() - timedelta(days=1), clock.today()]
    assert numbers(other) == [0, 1, 0]
    settings.CLOCK_OFFSET = noon + timedelta(days=3)
    assert numbers(party) == [1, 0, 0]


def test_nothing_is_kept_longer_than_it_serves(
    anya: Account, party: Party, settings: Any, noon: timedelta
) -> None:
    sign_in(Browser(ANYA), party)
    settings.CLOCK_OFFSET = noon + timedelta(minutes=60)
    jobs.forget_what_has_run_out()
    assert (Code.objects.count(), Grant.objects.count()) == (1, 1)
    settings.CLOCK_OFFSET = noon + timedelta(minutes=62)
    jobs.forget_what_has_run_out()
    assert not any(kind.objects.exists() for kind in (AccessToken, Code, Grant))
