"""What attackers of sign-ins try, where no other test of the part tries it already."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from parta.idp.accounts.account import Account
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes import Refusal, Why
from parta.idp.provider.models import Client
from tests.idp.asking import PHONE, Asking, last_code, other
from tests.idp.party import Browser, Party, ask, post, redeem, register, userinfo

ANYA = "+7 199 111-11-11"
APP = "com.example.app:/back"


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


# Guessing codes.


def guesses(machine: Asking) -> int:
    """How many wrong codes are looked at, of ten typed one after another."""
    wrong = other(last_code())
    answers = [machine.check(wrong) for _ in range(10)]
    return next(n for n, answer in enumerate(answers, 1) if answer.why is Why.SPENT)


@pytest.mark.proves("attack:code-guessing", "asvs:6.3.1", "asvs:6.6.3")
def test_a_day_at_full_speed_from_a_hundred_networks_is_ninety_guesses(
    settings: Any, db: None
) -> None:
    looked_at = 0
    for n in range(100):
        settings.CLOCK_OFFSET += timedelta(minutes=10)
        machine = Asking(f"10.{n}.0.1", secret=f"{n:032}")
        if not isinstance(machine.issue(PHONE), Refusal):
            looked_at += guesses(machine)
    assert looked_at == 30 * 3


@pytest.mark.proves("attack:code-guessing")
def test_one_network_that_guesses_at_many_numbers_has_no_more_tries_for_any(db: None) -> None:
    for n in range(20):
        machine = Asking(secret=f"{n:032}")
        machine.issue(Identifier(Kind.PHONE, f"+7199{n:07}"))
        assert guesses(machine) == 3


# Walking past consent.


@pytest.mark.proves("attack:consent-bypass", "asvs:10.7.1")
@pytest.mark.parametrize(("address", "asked"), [(APP, 2), ("https://party.example/back", 1)])
def test_an_app_whose_address_another_can_claim_is_asked_about_each_time(
    address: str, asked: int, anya: Account, public: Party
) -> None:
    Client.objects.filter(client_id="public").update(redirect_uris=[address])
    party = Party("public", redirect_uri=address)
    browser = Browser(ANYA)
    for _ in range(2):
        browser.through(ask(party))
    assert browser.consents == asked
    silent = browser.go(ask(party, prompt="none").url)["Location"]
    assert ("error=consent_required" in silent) is (asked == 2)


@pytest.mark.proves("attack:consent-bypass")
def test_an_app_with_a_secret_is_asked_about_once(anya: Account, party: Party) -> None:
    Client.objects.filter(client_id="party").update(redirect_uris=[APP])
    own = Party("party", party.secret, APP)
    browser = Browser(ANYA)
    for _ in range(2):
        browser.through(ask(own))
    assert browser.consents == 1


# Putting one thing in the place of another.


@pytest.mark.proves("attack:code-injection", "asvs:10.4.6", "asvs:10.2.1")
def test_a_code_of_another_request_is_refused_where_it_is_slipped_in(
    anya: Account, boris: Account, party: Party
) -> None:
    victims, attackers = ask(party), ask(party)
    stolen = Browser(ANYA).through(victims)["code"]
    own = Browser("+7 199 222-22-22").through(attackers)["code"]
    for asked, code in ((attackers, stolen), (victims, own)):
        refused = redeem(asked, code)
        assert (refused.status_code, refused.json()) == (400, {"error": "invalid_grant"})
    assert redeem(victims, stolen).status_code == 200


@pytest.mark.proves("attack:token-substitution", "asvs:9.2.2", "asvs:10.3.1")
def test_what_is_given_for_one_use_serves_no_other(anya: Account) -> None:
    party = register("party", ["openid", "offline_access"])
    asked = ask(party, scope="openid offline_access")
    code = Browser(ANYA).through(asked)["code"]
    given = redeem(asked, code).json()
    for wrong in (given["id_token"], given["refresh_token"], code):
        assert userinfo(wrong).status_code == 401
    for wrong in (given["id_token"], given["access_token"], code):
        form = {"grant_type": "refresh_token", "refresh_token": wrong}
        assert post(Browser(), "/token", form, party).json() == {"error": "invalid_grant"}
    assert userinfo(given["access_token"]).status_code == 200
