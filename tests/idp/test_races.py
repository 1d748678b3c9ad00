"""One winner, however many ask at once: on real transactions and several connections."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Http

from parta.idp.accounts import hashing
from parta.idp.accounts.account import Account
from parta.idp.provider.models import Grant, Subject
from parta.idp.provider.subjects import subject
from tests.connections import of_many, together
from tests.idp.party import Ask, Browser, Party, answer, ask, post, redeem, register, userinfo
from tests.idp.test_key_client import assertion, keyed, proof

__all__ = ["keyed"]
ANYA = "+7 199 111-11-11"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


def again(asked: Ask, code: str, _number: int) -> Any:
    return redeem(asked, code)


def sent(form: dict[str, str], party: Party, _number: int) -> Any:
    return post(Http(), "/token", form, party)


@pytest.mark.proves("provider:3", "basic:oidcc-codereuse", "attack:code-injection")
def test_a_code_redeemed_eight_times_at_once_has_at_most_one_winner(
    anya: Account, party: Party
) -> None:
    for _ in range(3):
        asked = ask(party)
        code = Browser(ANYA).through(asked)["code"]
        responses = together(8, partial(again, asked, code))
        won = [r for r in responses if r.status_code == 200]
        assert len(won) == 1
        assert {r.status_code for r in responses} == {200, 400}
        assert userinfo(won[0].json()["access_token"]).status_code == 401
        assert Grant.objects.latest("begun_at").revoked_at is not None


@pytest.mark.proves("provider:15")
def test_a_refresh_token_used_eight_times_at_once_has_at_most_one_winner(anya: Account) -> None:
    lasting = register("lasting", ["openid", "offline_access"])
    for _ in range(3):
        asked = ask(lasting, scope="openid offline_access")
        first = redeem(asked, Browser(ANYA).through(asked)["code"]).json()
        form = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        responses = together(8, partial(sent, form, lasting))
        won = [r.json() for r in responses if r.status_code == 200]
        assert len(won) == 1
        assert {r.status_code for r in responses} == {200, 400}
        for token in (first["access_token"], won[0]["access_token"]):
            assert userinfo(token).status_code == 401
        again = form | {"refresh_token": won[0]["refresh_token"]}
        assert post(Http(), "/token", again, lasting).json() == {"error": "invalid_grant"}


@pytest.mark.proves("provider:18")
def test_an_assertion_sent_eight_times_at_once_counts_once(keyed: Party) -> None:
    form = {"token": "x", **proof(assertion())}
    responses = together(8, lambda _: post(Http(), "/revoke", form))
    assert sorted(r.status_code for r in responses) == [200] + [401] * 7


def test_of_the_codes_of_eight_tabs_for_one_pushed_request_one_is_worth_something(
    anya: Account, party: Party
) -> None:
    browser = Browser(ANYA)
    browser.through(ask(party))
    asked = ask(party)
    uri = post(Http(), "/par", asked.parameters, party).json()["request_uri"]
    short = ask(party, request_uri=uri)
    cookies = browser.cookies

    def tab(_: int) -> str:
        other = Browser(ANYA)
        other.cookies = cookies
        return answer(other.get(short.url), party)["code"]

    codes = together(8, tab)
    assert len(set(codes)) == 8
    assert Grant.objects.filter(code__spent_at=None, revoked_at=None).count() == 2
    assert sorted(redeem(asked, code).status_code for code in codes) == [200] + [400] * 7


@pytest.mark.proves("asvs:6.3.1")
def test_wrong_passwords_at_once_are_looked_at_five_times(
    anya: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def never(password: str, _encoded: str) -> bool:
        looked.append(password)
        return False

    monkeypatch.setattr(hashing, "check_password", never)
    codes = together(24, lambda n: Browser().sign_in(ANYA, f"guess {n}").status_code)
    assert len(looked) == 5
    assert sorted(codes) == [200] * 5 + [429] * 19


@pytest.mark.proves("asvs:10.3.3")
def test_a_subject_asked_for_at_once_is_one(anya: Account) -> None:
    assert len(set(together(8, lambda _: subject(anya.pk, "sector")))) == 1
    assert Subject.objects.count() == 1
