"""What the certification plan "basic" asks beside the way itself: wishes that change nothing,
and ages of a sign-in."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Http
from joserfc import jwt
from joserfc.jwk import KeySet

from parta.idp.accounts.account import Account, model
from parta.idp.provider import jose
from parta.idp.provider.models import Algorithm, Client
from tests.idp.party import Browser, Party, ask, redeem, register

ANYA = "+7 199 111-11-11"


def claims(browser: Browser, party: Party, **wishes: str) -> dict[str, Any]:
    asked = ask(party, **wishes)
    return jose.own(redeem(asked, browser.through(asked)["code"]).json()["id_token"])


@pytest.mark.proves("basic:oidcc-display-page", "basic:oidcc-display-popup")
@pytest.mark.parametrize("display", ["page", "popup", "touch", "wap"])
def test_display_changes_nothing(display: str, anya: Account, party: Party) -> None:
    assert claims(Browser(ANYA), party, display=display)["aud"] == "party"


@pytest.mark.proves("basic:oidcc-claims-locales", "basic:oidcc-ui-locales")
@pytest.mark.parametrize("name", ["claims_locales", "ui_locales"])
@pytest.mark.parametrize("value", ["se", "ru en", "xx-YY", "*", "й"])
def test_languages_are_wishes(name: str, value: str, anya: Account, party: Party) -> None:
    assert claims(Browser(ANYA), party, **{name: value})["aud"] == "party"


@pytest.mark.proves("basic:oidcc-ensure-other-scope-order-succeeds")
def test_scopes_come_in_any_order(anya: Account) -> None:
    names = [*model().SCOPES, "openid"]
    party = register("wide", names)
    asked = ask(party, scope=" ".join(names))
    given = redeem(asked, Browser(ANYA).through(asked)["code"]).json()
    assert given["scope"] == " ".join(names)


@pytest.mark.proves("basic:oidcc-idtoken-unsigned")
def test_no_client_can_have_unsigned_tokens(db: None) -> None:
    with pytest.raises(CommandError):
        call_command(
            "client_add",
            "--name=A",
            "--redirect-uri=https://a.example/",
            "--id-token-alg=none",
            stdout=StringIO(),
        )
    assert not Client.objects.exists()


@pytest.mark.proves("provider:17", "basic:oidcc-idtoken-signature")
@pytest.mark.parametrize("alg", Algorithm.values)
def test_an_id_token_is_signed_as_its_client_wants_it(
    alg: str, anya: Account, party: Party
) -> None:
    Client.objects.update(id_token_alg=alg)
    asked = ask(party)
    text = redeem(asked, Browser(ANYA).through(asked)["code"]).json()["id_token"]
    keys = KeySet.import_key_set(Http().get("/jwks").json())
    found = jwt.decode(text, keys, algorithms=[alg])
    assert found.header["alg"] == alg
    assert found.claims["aud"] == "party"


@pytest.mark.proves("provider:5", "basic:oidcc-max-age-1", "basic:oidcc-max-age-10000")
@pytest.mark.parametrize(("max_age", "sign_ins"), [("0", 2), ("1", 2), ("10000", 1)])
def test_an_old_sign_in_is_made_anew_and_its_time_is_this_sessions(
    max_age: str, sign_ins: int, anya: Account, party: Party, settings: Any
) -> None:
    browser = Browser(ANYA)
    first = claims(browser, party)
    Browser(ANYA).sign_in()
    settings.CLOCK_OFFSET = timedelta(seconds=100)
    elsewhere = Browser(ANYA)
    elsewhere.sign_in()
    second = claims(browser, party, max_age=max_age)
    assert browser.sign_ins == sign_ins
    assert second["sid"] == first["sid"]
    if sign_ins == 1:
        assert second["auth_time"] == first["auth_time"]
    else:
        assert second["auth_time"] >= first["auth_time"] + 100


@pytest.mark.proves("provider:5")
def test_ten_thousand_seconds_later_the_person_signs_in_again(
    anya: Account, party: Party, settings: Any
) -> None:
    browser = Browser(ANYA)
    claims(browser, party)
    settings.CLOCK_OFFSET = timedelta(seconds=10_000)
    claims(browser, party, max_age="10000")
    assert browser.sign_ins == 2


@pytest.mark.proves("provider:6")
@pytest.mark.parametrize("essential", ["true", "false"])
def test_a_claim_that_is_not_known_is_left_out_essential_or_not(
    essential: str, anya: Account, party: Party
) -> None:
    asked = f'{{"id_token": {{"zoneinfo": {{"essential": {essential}}}}}}}'
    assert "zoneinfo" not in claims(Browser(ANYA), party, claims=asked)
