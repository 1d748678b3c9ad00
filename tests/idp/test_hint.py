"""A client says whom it means: that person gets an answer, another one never."""

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from parta.idp.accounts.account import Account
from parta.idp.provider import jose
from tests.idp.party import Ask, Browser, Party, answer, ask, redeem
from tests.idp.test_code_flow import claims

ANYA, BORIS = "+7 199 111-11-11", "8 199 222 22 22"


def token(browser: Browser, party: Party) -> str:
    asked = ask(party)
    return str(redeem(asked, browser.through(asked)["code"]).json()["id_token"])


def meaning(party: Party, hint: str, how: str, **changes: str) -> Ask:
    """A request for the person of that ID token, said in one of the two ways."""
    if how == "id_token_hint":
        return ask(party, id_token_hint=hint, **changes)
    sub = jose.own(hint)["sub"]
    return ask(party, claims=f'{{"id_token": {{"sub": {{"value": "{sub}"}}}}}}', **changes)


both = pytest.mark.parametrize("how", ["id_token_hint", "claims"])


@pytest.mark.proves("provider:13", "basic:oidcc-id-token-hint")
@both
@pytest.mark.parametrize("prompt", [None, "none"])
def test_the_person_who_is_meant_gets_an_answer(
    how: str, prompt: str | None, anya: Account, party: Party
) -> None:
    browser = Browser(ANYA)
    hint = token(browser, party)
    asked = meaning(party, hint, how, **({"prompt": prompt} if prompt else {}))
    said = claims(redeem(asked, answer(browser.get(asked.url), party)["code"]))
    assert said["sub"] == jose.own(hint)["sub"]
    assert browser.sign_ins == 1


@pytest.mark.proves("provider:13")
@both
def test_somebody_else_has_to_sign_in_and_never_gets_an_answer(
    how: str, anya: Account, boris: Account, party: Party
) -> None:
    hint, browser = token(Browser(ANYA), party), Browser(BORIS)
    token(browser, party)
    silently = answer(browser.get(meaning(party, hint, how, prompt="none").url), party)
    assert silently["error"] == "login_required"
    assert browser.get(meaning(party, hint, how).url)["Location"].startswith("/signin?")
    stubborn = browser.through(meaning(party, hint, how))
    assert (stubborn["error"], browser.sign_ins) == ("login_required", 2)
    browser.types = ANYA
    assert "code" in browser.through(meaning(party, hint, how))


@pytest.mark.proves("attack:consent-bypass")
@both
def test_a_press_on_consent_does_not_turn_one_person_into_another(
    how: str, anya: Account, boris: Account, party: Party
) -> None:
    hint, browser = token(Browser(ANYA), party), Browser(BORIS)
    browser.sign_in()
    decide = meaning(party, hint, how).url.replace("/authorize?", "/authorize/decide?")
    assert browser.send(decide, decision="allow")["Location"].startswith("/signin?")


def test_a_stranger_signs_in_as_the_person_meant(
    anya: Account, boris: Account, party: Party
) -> None:
    hint = token(Browser(ANYA), party)
    assert answer(Browser().get(ask(party, id_token_hint=hint, prompt="none").url), party)[
        "error"
    ] == ("login_required")
    assert "code" in Browser(ANYA).through(ask(party, id_token_hint=hint))
    assert Browser(BORIS).through(ask(party, id_token_hint=hint))["error"] == "login_required"


def test_an_old_token_still_says_who_is_meant(anya: Account, party: Party) -> None:
    browser = Browser(ANYA)
    old = jose.signed(jose.own(token(browser, party)) | {"iat": 1, "exp": 2})
    assert "code" in answer(browser.get(ask(party, id_token_hint=old).url), party)


@pytest.mark.proves("asvs:9.1.1", "asvs:9.2.3", "attack:token-substitution")
@pytest.mark.parametrize("fault", ["junk", "deep", "key", "client", "issuer"])
def test_what_is_no_token_of_ours_for_this_client_is_refused(
    fault: str, anya: Account, party: Party, other: Party
) -> None:
    browser = Browser(ANYA)
    right = jose.own(token(browser, party))
    hint = {
        "junk": "a.b.c",
        "deep": "[" * 3000,
        "key": jwt.encode({"alg": "RS256"}, right, RSAKey.generate_key(2048), algorithms=["RS256"]),
        "client": jose.signed(right | {"aud": "other"}),
        "issuer": jose.signed(right | {"iss": "https://evil.example"}),
    }[fault]
    said = answer(browser.get(ask(party, id_token_hint=hint).url), party)
    assert said["error"] == "invalid_request"
