"""The account's own pages: the password, sessions elsewhere, consents."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.accounts.jobs import forget_ended_sessions
from parta.idp.accounts.models import SignedIn
from parta.idp.consent.memory import remember
from parta.idp.consent.models import Consent
from parta.idp.provider.models import Grant
from tests.idp.party import PASSWORD, Browser, Party

ANYA, BORIS = "+7 199 111-11-11", "+7 199 222-22-22"
NEW = "лодка у причала 7"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def enter(typed: str = ANYA, **kept: Any) -> Browser:
    browser = Browser(typed, **kept)
    browser.sign_in()
    return browser


def shown(browser: Browser) -> str:
    return str(browser.get("/account/security").content.decode())


def grant(party: Party, account: Account, sid: str) -> Grant:
    return Grant.objects.create(
        client_id=party.client_id, account_id=account.pk, holder=account.pk, scopes=["openid"],
        sid=sid, auth_time=0, amr=[],
    )  # fmt: skip


def sid(browser: Browser) -> str:
    return str(browser.session["signin"]["sid"])


@pytest.mark.parametrize("path", ["/account/security", "/account/password"])
def test_a_stranger_is_asked_to_sign_in(path: str, db: None) -> None:
    response = Browser().get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/signin?")


@pytest.mark.proves("attack:logout-forgery")
@pytest.mark.parametrize(
    "path",
    ["/account/sessions/end", "/account/sessions/end-others", "/account/consents/withdraw"],
)
def test_what_changes_something_takes_a_press_of_this_site(path: str, anya: Account) -> None:
    browser = enter()
    assert browser.get(path).status_code == 405
    assert browser.post(path).status_code == 403
    for rubbish in ("", "\x00", "9" * 30, "-1", "<b>"):
        response = browser.send(path, sid=rubbish, consent=rubbish)
        assert response["Location"].startswith("/account/security")


@pytest.mark.proves("asvs:6.2.2", "asvs:6.2.3", "asvs:7.4.3")
def test_changing_the_password_keeps_this_session_and_ends_the_others(
    anya: Account, party: Party
) -> None:
    own, elsewhere = enter(), enter()
    grants = [grant(party, anya, sid(own)), grant(party, anya, sid(elsewhere))]
    response = own.send("/account/password", present=PASSWORD, password=NEW)
    assert response["Location"] == "/account/security?changed=password"
    assert own.get("/account/security").status_code == 200
    assert elsewhere.get("/account/security").status_code == 302
    assert [Grant.objects.get(pk=g.pk).revoked_at is None for g in grants] == [True, False]
    anya.refresh_from_db()
    assert anya.check_password(NEW)
    event = AuditEvent.objects.get(action="password.changed")
    assert (event.actor, event.detail) == (str(anya.pk), {"sessions_ended": 1})


@pytest.mark.proves("asvs:6.2.3")
def test_who_does_not_know_the_present_password_changes_nothing(anya: Account) -> None:
    browser = enter()
    assert 'name="present"' in browser.get("/account/password").content.decode()
    for present in ("", "four words of a song ", NEW):
        page = browser.send("/account/password", present=present, password=NEW)
        assert 'id="id_present_error"' in page.content.decode()
    anya.refresh_from_db()
    assert anya.check_password(PASSWORD)
    assert browser.get("/account/security").status_code == 200


@pytest.mark.proves("asvs:6.2.3", "asvs:6.3.1")
def test_guessing_it_in_an_open_browser_waits_there_alone(anya: Account) -> None:
    thief, owner = enter(), enter()
    wrong = [thief.send("/account/password", present=f"{n}", password=NEW) for n in range(6)]
    assert [answer.status_code for answer in wrong] == [200] * 5 + [429]
    late = thief.send("/account/password", present=PASSWORD, password=NEW)
    assert late.status_code == 429
    assert 'data-reason="too-many-tries"' in late.content.decode()
    assert owner.send("/account/password", present=PASSWORD, password=NEW).status_code == 302


@pytest.mark.proves("asvs:6.2.3")
@pytest.mark.parametrize(("amr", "known"), [(["otp"], True), (["hwk"], True), (["pwd"], False)])
def test_who_came_without_a_password_is_asked_for_none(
    amr: list[str], known: bool, anya: Account
) -> None:
    browser = enter()
    kept = browser.session
    kept["signin"] = {**kept["signin"], "amr": amr}
    if not known:
        anya.set_unusable_password()
        anya.save(update_fields=["password"])
        kept["_auth_user_hash"] = anya.get_session_auth_hash()
    kept.save()
    assert 'name="present"' not in browser.get("/account/password").content.decode()
    assert browser.send("/account/password", password=NEW).status_code == 302
    anya.refresh_from_db()
    assert anya.check_password(NEW)


@pytest.mark.proves("asvs:6.6.1")
def test_the_page_of_the_factors_says_that_an_sms_is_weaker(anya: Account) -> None:
    assert 'data-weaker="sms"' in enter().get("/account/security").content.decode()


@pytest.mark.proves("asvs:6.2.3", "asvs:7.5.1")
def test_a_change_asks_for_a_fresh_sign_in(anya: Account, settings: Any) -> None:
    browser = enter()
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    stale = browser.get("/account/password")
    assert stale["Location"] == "/signin?again=1&next=%2Faccount%2Fpassword"
    refused = browser.send("/account/password", password=NEW)
    assert refused["Location"].startswith("/signin?again=1")
    again = browser.send(stale["Location"], identifier=ANYA, password=PASSWORD)
    assert again["Location"] == "/account/password"
    changed = browser.send("/account/password", present=PASSWORD, password=NEW)
    assert changed["Location"].startswith("/account/")


@pytest.mark.proves("asvs:6.2.4")
@pytest.mark.parametrize("weak", ["", "short", "password1", "йцукенгш", "71991111111", "aaaaaaaa"])
def test_a_weak_password_is_refused(weak: str, anya: Account) -> None:
    browser = enter()
    response = browser.send("/account/password", present=PASSWORD, password=weak)
    assert response.content.decode().count('aria-invalid="true"') == 1
    anya.refresh_from_db()
    assert anya.check_password(PASSWORD)


@pytest.mark.proves("asvs:7.5.2", "asvs:7.2.1")
def test_sessions_are_seen_and_one_is_ended(anya: Account, boris: Account, party: Party) -> None:
    own, elsewhere, stranger = enter(), enter(HTTP_USER_AGENT=FIREFOX), enter(BORIS)
    granted = grant(party, anya, sid(elsewhere))
    assert "Windows, Firefox" in shown(own)
    own.send("/account/sessions/end", sid=sid(stranger))
    own.send("/account/sessions/end", sid=sid(own))
    assert [SESSION_KEY in browser.session for browser in (own, stranger)] == [True, True]
    ending = sid(elsewhere)
    for _ in range(2):
        own.send("/account/sessions/end", sid=ending)
    assert elsewhere.get("/account/security").status_code == 302
    assert "Windows, Firefox" not in shown(own)
    granted.refresh_from_db()
    assert granted.revoked_at is not None
    assert AuditEvent.objects.filter(action="session.ended").count() == 1


@pytest.mark.proves("asvs:7.5.2", "asvs:7.4.3")
def test_all_others_are_ended_at_once(anya: Account) -> None:
    own, others = enter(), [enter() for _ in range(3)]
    own.send("/account/sessions/end-others", x="")
    assert own.get("/account/security").status_code == 200
    assert {browser.get("/account/security").status_code for browser in others} == {302}
    assert SignedIn.objects.count() == 1


def test_signing_out_and_signing_in_again_leave_one_row_or_none(anya: Account) -> None:
    browser = enter()
    browser.send("/signin?again=1", identifier=ANYA, password=PASSWORD)
    assert SignedIn.objects.count() == 1
    browser.send("/signout", x="")
    assert SignedIn.objects.count() == 0


def test_a_session_in_use_is_noted_once_an_hour(anya: Account, settings: Any) -> None:
    browser = enter()
    first = SignedIn.objects.get().seen_at
    browser.get("/account/security")
    assert SignedIn.objects.get().seen_at == first
    settings.CLOCK_OFFSET = timedelta(hours=2)
    browser.get("/account/security")
    assert SignedIn.objects.get().seen_at > first
    settings.CLOCK_OFFSET = timedelta(days=40)
    forget_ended_sessions()
    assert SignedIn.objects.count() == 0


@pytest.fixture
def consent(anya: Account, party: Party) -> Consent:
    holder = next(iter(anya.holders()), None)
    if holder is None:
        pytest.skip("a phone without a profile has agreed to nothing")
    remember(holder, party.client_id, ["openid"])
    return Consent.objects.get()


@pytest.mark.proves("asvs:10.7.3", "asvs:10.4.9")
def test_a_consent_is_taken_back_by_its_owner_alone(
    consent: Consent, anya: Account, boris: Account, party: Party
) -> None:
    own, stranger = enter(), enter(BORIS)
    granted = grant(party, anya, sid(own))
    assert "Client party" in shown(own)
    assert "Client party" not in shown(stranger)
    stranger.send("/account/consents/withdraw", consent=str(consent.pk))
    assert Consent.objects.exists()
    for _ in range(2):
        own.send("/account/consents/withdraw", consent=str(consent.pk))
    assert not Consent.objects.exists()
    granted.refresh_from_db()
    assert granted.revoked_at is not None
    assert AuditEvent.objects.get(action="consent.withdrawn").detail["scopes"] == ["openid"]


def test_taking_a_consent_back_asks_for_a_fresh_sign_in(
    consent: Consent, anya: Account, settings: Any
) -> None:
    browser = enter()
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    browser.send("/account/consents/withdraw", consent=str(consent.pk))
    assert Consent.objects.exists()
