"""A press that comes too late for a fresh sign-in: nothing typed is lost on the way there."""

from datetime import timedelta
from typing import Any

import pytest

from parta.idp.accounts.account import Account
from tests.idp.party import PASSWORD, Browser, Party
from tests.idp.proving import ANYA, BORIS, code
from tests.idp.test_operators import NEW, operator, page

__all__ = ["operator"]
PEOPLE = "/operator/people"
REASON = "просил сам"


def pressed_late(browser: Browser, settings: Any, **late: int) -> str:
    """«Закрыть» with a reason, after the sign-in has grown old; where that leads."""
    browser.send(f"{PEOPLE}/find", contact=BORIS)
    settings.CLOCK_OFFSET += timedelta(**late)
    back = {"HTTP_REFERER": f"http://testserver{PEOPLE}"}
    browser.defaults |= back
    answer = browser.send(f"{PEOPLE}/switch", on="no", reason=REASON)
    for name in back:
        browser.defaults.pop(name)
    return str(answer["Location"])


def sign_in_again(browser: Browser, where: str, contact: str = ANYA) -> None:
    second = browser.send(where, identifier=contact, password=PASSWORD)["Location"]
    browser.send(second, code=code())


@pytest.mark.parametrize("late", [{"minutes": 16}, {"hours": 13}])
def test_the_reason_is_there_after_the_sign_in_and_goes_with_the_press(
    operator: Browser, boris: Account, settings: Any, late: dict[str, int]
) -> None:
    where = pressed_late(operator, settings, **late)
    assert where == "/signin?again=1&next=%2Foperator%2Fpeople"
    sign_in_again(operator, where)
    shown = page(operator.get(PEOPLE))
    assert f'value="{REASON}"' in shown
    assert "data-before" in shown
    operator.send(f"{PEOPLE}/switch", on="no", reason=REASON)
    boris.refresh_from_db()
    assert not boris.is_active
    assert REASON not in page(operator.get(PEOPLE))


def test_it_waits_on_its_own_page_for_a_short_while(
    operator: Browser, boris: Account, settings: Any
) -> None:
    where = pressed_late(operator, settings, minutes=16)
    sign_in_again(operator, where)
    assert REASON not in page(operator.get("/operator/clients/new"))
    settings.CLOCK_OFFSET += timedelta(minutes=11)
    assert REASON not in page(operator.get(PEOPLE))


def test_another_person_who_signs_in_finds_nothing(
    operator: Browser, boris: Account, settings: Any
) -> None:
    where = pressed_late(operator, settings, minutes=16)
    operator.send(where, identifier=BORIS, password=PASSWORD)
    assert "typed" not in operator.session


def test_who_has_signed_out_leaves_nothing_to_the_next(
    operator: Browser, boris: Account, settings: Any
) -> None:
    operator.send(f"{PEOPLE}/find", contact=BORIS)
    operator.send("/signout")
    operator.defaults["HTTP_REFERER"] = "http://testserver/account/passkeys/new"
    operator.send("/account/passkeys/new", name="Лицей 1581, кабинет 12")
    assert "typed" not in operator.session


def test_a_reason_is_of_one_account(operator: Browser, boris: Account, settings: Any) -> None:
    sign_in_again(operator, pressed_late(operator, settings, minutes=16))
    operator.send(f"{PEOPLE}/find", contact=ANYA)
    assert REASON not in page(operator.get(PEOPLE))


def test_what_a_secret_follows_from_never_waits(operator: Browser, settings: Any) -> None:
    settings.CLOCK_OFFSET += timedelta(minutes=61)
    operator.defaults["HTTP_REFERER"] = "http://testserver/operator/clients/new"
    operator.send("/operator/clients/new", **NEW | {"logo": "", "drawn": "x" * 43})
    assert "redirect_uris" in operator.session["typed"][1]
    assert "drawn" not in operator.session["typed"][1]


def test_a_clients_form_comes_back_as_it_was_typed(
    operator: Browser, party: Party, settings: Any
) -> None:
    settings.CLOCK_OFFSET += timedelta(minutes=61)
    typed = NEW | {"name": "Другое имя", "scopes": ["openid", "offline_access"], "logo": ""}
    path = "/operator/clients/party"
    operator.defaults["HTTP_REFERER"] = f"http://testserver{path}"
    sign_in_again(operator, operator.send(path, **typed)["Location"])
    shown = page(operator.get(path))
    assert 'value="Другое имя"' in shown
    assert "https://club.example/again" in shown
    assert shown.count("checked") == 4  # two scopes, the proof, the signature


def test_no_password_waits_in_the_session(anya: Account, settings: Any) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    words = {"present": PASSWORD, "password": "лодка у причала 7"}
    assert browser.send("/account/password", **words)["Location"].startswith("/signin?again=1")
    assert not any(word in str(dict(browser.session.items())) for word in words.values())
