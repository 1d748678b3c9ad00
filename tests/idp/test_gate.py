"""Sign-in and consent can't be walked past: through HTTP, as a hostile browser would try."""

import re
from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from django.conf import settings

from parta.idp.accounts.account import Account
from parta.idp.consent.models import Consent
from parta.idp.provider.models import Client
from tests.idp.party import CONSENT, PASSWORD, Browser, Party, answer, ask, redeem

ANYA, BORIS = "+7 199 111-11-11", "8 199 222 22 22"


def error(browser: Browser, party: Party, **changes: str) -> str | None:
    asked = ask(party, **changes)
    response = browser.go(asked.url)
    return answer(response, party).get("error") if response.status_code == 302 else "a page"


@pytest.mark.proves(
    "provider:4", "basic:oidcc-prompt-none-not-logged-in", "basic:oidcc-prompt-none-logged-in"
)
def test_silent_requests_say_what_is_missing(anya: Account, party: Party, other: Party) -> None:
    browser = Browser(ANYA)
    assert error(browser, party, prompt="none") == "login_required"
    asked = ask(other)
    assert redeem(asked, browser.through(asked)["code"]).status_code == 200
    assert error(browser, party, prompt="none") == "consent_required"
    browser.through(ask(party))
    assert error(browser, party, prompt="none") is None


@pytest.mark.proves("provider:10", "attack:mixed-up-issuer")
def test_an_error_carries_state_and_issuer(party: Party) -> None:
    asked = ask(party, prompt="none")
    assert answer(Browser().go(asked.url), party) == {
        "error": "login_required",
        "state": "st-1",
        "iss": settings.ISSUER,
    }


@pytest.mark.proves("provider:8", "provider:4", "asvs:10.7.1")
def test_consent_is_asked_once_per_client_and_scopes(
    anya: Account, party: Party, other: Party
) -> None:
    browser = Browser(ANYA)
    browser.through(ask(party))
    browser.through(ask(party))
    assert (browser.sign_ins, browser.consents) == (1, 1)
    browser.through(ask(other))
    assert browser.consents == 2
    browser.through(ask(party, prompt="consent"))
    assert browser.consents == 3
    Consent.objects.filter(client_id="party").update(scopes=[])
    browser.through(ask(party))
    assert (browser.sign_ins, browser.consents) == (1, 4)


def test_a_refusal_of_consent_reaches_the_client_and_is_not_remembered(
    anya: Account, party: Party
) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    asked = ask(party)
    decide = asked.url.replace("/authorize?", "/authorize/decide?")
    for pressed in ("deny", "", "ALLOW"):
        said = answer(browser.send(decide, decision=pressed), party)
        assert said == {"error": "access_denied", "state": "st-1", "iss": settings.ISSUER}
    assert not Consent.objects.exists()
    assert browser.go(asked.url).status_code == 200


@pytest.mark.proves("attack:consent-bypass")
def test_a_stranger_can_not_post_a_consent(anya: Account, party: Party) -> None:
    decide = ask(party).url.replace("/authorize?", "/authorize/decide?")
    response = Browser().send(decide, decision="allow")
    assert response["Location"].startswith("/signin?")
    assert not Consent.objects.exists()


@pytest.mark.proves("attack:consent-bypass")
def test_a_consent_without_the_forms_key_is_refused(anya: Account, party: Party) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    decide = ask(party).url.replace("/authorize?", "/authorize/decide?")
    assert browser.post(decide, {"decision": "allow"}).status_code == 403
    assert browser.get(decide).status_code == 405
    assert not Consent.objects.exists()


@pytest.mark.proves("attack:consent-bypass")
def test_a_press_agrees_for_the_person_alone_whose_data_were_shown(
    anya: Account, boris: Account, party: Party
) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    asked = ask(party, prompt="consent")
    form = browser.form(asked.url)
    browser.send("/signin?again=1", identifier=BORIS, password=PASSWORD)
    for strange in (form, form.replace("shown=", "shown=x"), asked.url.replace("?", "/decide?")):
        page = browser.send(strange, decision="allow")
        assert page.status_code == 200
        assert not Consent.objects.exists()
    anew = CONSENT.search(page.content.decode())
    assert anew
    assert "code" in answer(browser.send(unescape(anew[1]), decision="allow"), party)
    assert Consent.objects.get().holder == boris.pk


@pytest.mark.proves("provider:4", "attack:consent-bypass")
def test_posting_a_consent_does_not_skip_the_fresh_sign_in(anya: Account, party: Party) -> None:
    browser = Browser(ANYA)
    browser.through(ask(party))
    decide = ask(party, prompt="login").url.replace("/authorize?", "/authorize/decide?")
    response = browser.send(decide, decision="allow")
    assert response["Location"].startswith("/signin?")


@pytest.mark.proves("provider:4", "provider:5", "basic:oidcc-prompt-login")
@pytest.mark.parametrize("wish", [{"prompt": "login"}, {"max_age": "0"}])
def test_a_fresh_sign_in_is_asked_and_then_given(
    wish: dict[str, str], anya: Account, party: Party
) -> None:
    browser = Browser(ANYA)
    browser.through(ask(party))
    assert "code" in browser.through(ask(party, **wish))
    assert browser.sign_ins == 2


@pytest.mark.proves("provider:4")
def test_a_fresh_sign_in_can_not_be_walked_past(anya: Account, party: Party) -> None:
    browser = Browser(ANYA)
    browser.through(ask(party))
    asked = ask(party, prompt="login")
    to_sign_in = browser.get(asked.url)["Location"]
    back = parse_qs(urlsplit(to_sign_in).query)["next"][0]
    assert back.startswith("/authorize?")
    assert browser.get(back)["Location"].startswith("/signin?")
    again = browser.get(to_sign_in.replace("&again=1", ""))["Location"]
    assert browser.get(again)["Location"].startswith("/signin?")


@pytest.mark.proves("provider:4")
def test_the_mark_of_one_fresh_sign_in_serves_no_other_request(anya: Account, party: Party) -> None:
    browser = Browser(ANYA)
    browser.through(ask(party))
    to_sign_in = browser.get(ask(party, prompt="login").url)["Location"]
    browser.send(to_sign_in, identifier=ANYA, password="four words of a song")
    back = urlsplit(parse_qs(urlsplit(to_sign_in).query)["next"][0])
    mark = dict(parse_qsl(back.query))["fresh"]
    assert "code=" in browser.get(back.geturl())["Location"]
    for stolen in (mark, mark[:-1], "", "x"):
        other = ask(party, prompt="login", fresh=stolen)
        assert browser.get(other.url)["Location"].startswith("/signin?")


def test_the_mark_is_no_use_before_the_sign_in_it_asked_for(anya: Account, party: Party) -> None:
    browser = Browser(ANYA)
    browser.through(ask(party))
    to_sign_in = browser.get(ask(party, prompt="login").url)["Location"]
    browser.sign_in(password="wrong")
    back = parse_qs(urlsplit(to_sign_in).query)["next"][0]
    assert browser.get(back)["Location"].startswith("/signin?")


@pytest.mark.proves("provider:14", "basic:oidcc-login-hint", "basic:oidcc-ui-locales")
def test_the_sign_in_page_hears_the_hint_and_the_language(anya: Account, party: Party) -> None:
    page = Browser().go(ask(party, login_hint="+71991111111", ui_locales="fr en-GB ru").url)
    shown = page.content.decode()
    assert 'value="+71991111111"' in shown
    assert '<html lang="en">' in shown
    assert "Client party" in shown


@pytest.mark.parametrize(("hint", "field"), [("", "identifier"), ("+71991111111", "password")])
def test_typing_begins_where_something_is_missing(party: Party, hint: str, field: str) -> None:
    page = Browser().go(ask(party, login_hint=hint).url).content.decode()
    assert re.findall(r'<input[^>]*name="([^"]+)"[^>]*autofocus', page) == [field]


def test_forms_on_the_way_may_end_at_the_client_and_nowhere_else(
    anya: Account, party: Party
) -> None:
    browser = Browser(ANYA)
    page = browser.go(ask(party).url)
    policy = page["Content-Security-Policy"]
    assert "form-action 'self' https://party.example;" in policy
    browser.sign_in()
    page = browser.go(ask(party).url)
    assert "form-action 'self' https://party.example;" in page["Content-Security-Policy"]
    assert "form-action 'self';" in browser.get("/signin?again=1&goal=x")["Content-Security-Policy"]


@pytest.mark.proves("provider:11", "basic:oidcc-ensure-registered-redirect-uri", "asvs:10.4.1")
@pytest.mark.parametrize(
    "address",
    [
        "https://party.example/backx",
        "https://party.example/back/",
        "https://party.example/back?a=1",
        "https://party.example/back#x",
        "https://party.example:444/back",
        "https://party.example:443/back",
        "https://evil.example/back",
        "https://party.example.evil.example/back",
        "https://party.example@evil.example/back",
        "http://party.example/back",
        "https://PARTY.example/back",
        "https://party.example/%62ack",
        "https://party.example/x/../back",
        " https://party.example/back",
        "https://party.example/back\r\nX: y",
        "javascript:alert(1)",
        "",
    ],
)
@pytest.mark.parametrize("decided", [False, True])
def test_a_return_address_counts_letter_by_letter(
    address: str, decided: bool, anya: Account, party: Party
) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    url = ask(party, redirect_uri=address).url
    if decided:
        response = browser.send(url.replace("/authorize?", "/authorize/decide?"), decision="allow")
    else:
        response = browser.get(url)
    assert response.status_code == 400
    assert 'data-reason="wrong-return-address"' in response.content.decode()


@pytest.mark.parametrize("address", [None, "https://party.example/back"])
def test_an_unknown_client_gets_a_page(address: str | None, party: Party) -> None:
    for client_id in ("nobody", None, "par\x00ty", "Party", "party "):
        response = Browser().get(ask(party, client_id=client_id, redirect_uri=address).url)
        assert response.status_code == 400
        reason = "malformed-request" if client_id == "par\x00ty" else "unknown-client"
        assert f'data-reason="{reason}"' in response.content.decode()


def test_a_repeated_parameter_gets_a_page(party: Party) -> None:
    for name in ("client_id", "redirect_uri", "state", "scope", "anything"):
        url = f"{ask(party).url}&{urlencode([(name, 'x'), (name, 'x')])}"
        response = Browser().get(url)
        assert response.status_code == 400
        assert 'data-reason="malformed-request"' in response.content.decode()


def test_an_apps_own_scheme_can_be_returned_to(anya: Account, party: Party) -> None:
    address = "com.example.app:/back?kept=1"
    Client.objects.update(redirect_uris=[address])
    browser = Browser(ANYA)
    browser.sign_in()
    asked = ask(party, redirect_uri=address)
    page = browser.go(asked.url)
    assert "form-action 'self' com.example.app:;" in page["Content-Security-Policy"]
    sent = browser.send(browser.form(asked.url), decision="allow")
    assert sent["Location"].startswith(f"{address}&code=")
