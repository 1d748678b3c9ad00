"""The second proof over HTTP: nobody is in before it, and a wrong one is slowed, not locked."""

import base64
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.contrib.auth import SESSION_KEY

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.accounts.jobs import forget_old_sign_ins
from parta.idp.accounts.models import PastSignIn, Tries
from parta.idp.factors.models import RecoveryCode, Totp
from parta.idp.factors.sealed import unseal
from tests.idp.asking import last_code
from tests.idp.authenticator import ORIGIN, Device
from tests.idp.party import PASSWORD, Browser, Party, ask, redeem
from tests.idp.proving import (
    ANYA,
    BORIS,
    SECRET,
    add_passkey,
    amr,
    code,
    enter,
    prove,
    reason,
    signed_in,
    with_app,
    wrong,
)

SECOND = "/signin/second?next=%2F"


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.fixture
def guarded(anya: Account) -> Account:
    """Anya with an app of one-time passwords."""
    return with_app(anya)


def half_in(typed: str = ANYA) -> Browser:
    """The password is given, the second proof is not."""
    browser = Browser(typed)
    assert browser.sign_in()["Location"] == SECOND
    return browser


@pytest.mark.proves("asvs:6.3.3")
def test_the_password_and_the_code_let_in(guarded: Account) -> None:
    browser = half_in()
    assert 'autocomplete="one-time-code"' in browser.get(SECOND).content.decode()
    assert browser.send("/signin/second?next=/account", code=code())["Location"] == "/account"
    assert browser.session[SESSION_KEY] == str(guarded.pk)
    assert amr(browser) == ["pwd", "otp", "mfa"]


@pytest.mark.proves("asvs:6.3.3")
@pytest.mark.parametrize("path", ["/account/security", "/account/password", "/account/totp",
                                  "/account/passkeys/new", "/account/recovery-codes",
                                  "/account/sign-ins", "/account/second-factor"])  # fmt: skip
def test_nobody_is_in_before_the_second_proof(path: str, guarded: Account) -> None:
    browser = half_in()
    assert not signed_in(browser)
    assert browser.get(path)["Location"].startswith("/signin?")


def test_the_way_past_the_page_to_a_client_is_closed(guarded: Account, party: Party) -> None:
    browser, asked = Browser(ANYA), ask(party)
    page = browser.go(asked.url)
    where = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
    second = browser.send(where, identifier=ANYA, password=PASSWORD)["Location"]
    assert second.startswith("/signin/second?")
    assert browser.get(asked.url)["Location"].startswith("/signin?")
    onward = browser.send(second, code=code())["Location"]
    assert onward.startswith("/authorize?")


def test_a_client_learns_how_one_has_signed_in(guarded: Account, party: Party) -> None:
    browser, asked = half_in(), ask(party)
    browser.send(SECOND, code=code())
    granted = redeem(asked, browser.through(asked)["code"]).json()
    payload = granted["id_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    assert claims["amr"] == ["pwd", "otp", "mfa"]
    assert claims["auth_time"] == int(browser.session["signin"]["at"])


def test_a_fresh_sign_in_asks_for_both_again(guarded: Account, settings: Any) -> None:
    browser = half_in()
    browser.send(SECOND, code=code())
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    again = browser.get("/account/totp")["Location"]
    second = browser.send(again, identifier=ANYA, password=PASSWORD)["Location"]
    assert second.startswith("/signin/second?")
    assert browser.get("/account/password")["Location"].startswith("/signin?again=1")
    browser.send(second, code=code())
    assert browser.get("/account/password").status_code == 200


@pytest.mark.proves("asvs:7.2.4", "attack:session-fixation")
def test_the_session_s_key_changes_at_each_step(guarded: Account) -> None:
    browser = Browser(ANYA)
    browser.get("/signin", {"login_hint": ANYA})
    keys = [browser.session.session_key]
    browser.sign_in()
    keys.append(browser.session.session_key)
    browser.send(SECOND, code=code())
    keys.append(browser.session.session_key)
    assert len(set(keys)) == 3


@pytest.mark.proves("asvs:6.5.1")
def test_a_code_serves_once_and_no_older_one_after_it(guarded: Account) -> None:
    spent = code()
    half_in().send(SECOND, code=spent)
    browser = half_in()
    assert reason(browser.send(SECOND, code=spent)) == "code-used"
    assert reason(browser.send(SECOND, code=code(-1))) == "code-used"
    assert browser.send(SECOND, code=code(1))["Location"] == "/"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "\x00", "x" * 300])
def test_what_can_t_be_a_code_costs_nothing(typed: str, guarded: Account) -> None:
    browser = half_in()
    before = list(Tries.objects.values_list("key", "tries"))
    assert reason(browser.send(SECOND, code=typed)) == "unreadable-code"
    assert list(Tries.objects.values_list("key", "tries")) == before


@pytest.mark.proves("asvs:6.3.1", "attack:code-guessing")
def test_wrong_codes_are_slowed_and_the_right_one_waits_too(
    guarded: Account, settings: Any
) -> None:
    browser = half_in()
    reasons = [reason(browser.send(SECOND, code=wrong())) for _ in range(6)]
    assert reasons == ["wrong-code"] * 5 + ["too-many-tries"]
    held = browser.send(SECOND, code=code())
    assert (held.status_code, reason(held)) == (429, "too-many-tries")
    assert 0 < int(held["Retry-After"]) <= 5
    settings.CLOCK_OFFSET += timedelta(seconds=6)
    assert browser.send(SECOND, code=code())["Location"] == "/"


@pytest.mark.proves("asvs:6.3.1", "attack:code-guessing")
def test_a_stranger_who_knows_the_password_locks_nobody_out(guarded: Account) -> None:
    own = half_in()
    own.send(SECOND, code=code(-1))
    own.send("/signout", x="")
    for network in range(12):
        stranger = Browser(ANYA, REMOTE_ADDR=f"203.0.{network}.1")
        if stranger.sign_in()["Location"] != SECOND:
            continue
        for _ in range(4):
            last = stranger.send(SECOND, code=wrong())
    assert reason(last) == "too-many-tries"  # many networks guess no faster than one
    own.sign_in()
    assert own.send(SECOND, code=code())["Location"] == "/"


def test_the_first_proof_lives_for_a_quarter_of_an_hour(guarded: Account, settings: Any) -> None:
    browser = half_in()
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    assert browser.send(SECOND, code=code())["Location"].startswith("/signin?again=1")
    assert not signed_in(browser)


def test_it_is_nothing_once_the_password_is_another(guarded: Account) -> None:
    browser = half_in()
    guarded.set_password("another one altogether")
    guarded.save()
    assert browser.send(SECOND, code=code())["Location"].startswith("/signin?")
    assert not signed_in(browser)


def test_without_a_first_proof_there_is_no_second(guarded: Account) -> None:
    browser = Browser()
    assert browser.send(SECOND, code=code())["Location"].startswith("/signin?")
    assert not signed_in(browser)


def test_a_second_press_leads_on(guarded: Account) -> None:
    browser = half_in()
    browser.send(SECOND, code=code())
    assert browser.send(SECOND, code=code())["Location"] == "/"


@pytest.mark.proves("asvs:6.4.3")
def test_a_lost_password_does_not_lead_past_it(guarded: Account) -> None:
    elsewhere = half_in()
    elsewhere.send(SECOND, code=code(-1))
    browser = Browser()
    browser.send("/recover", identifier=ANYA)
    browser.send("/recover/code", code=last_code())
    response = browser.send("/recover/password", password="лодка у причала 7")
    assert response["Location"].startswith("/signin/second?next=%2Frecover%2Fpassword")
    guarded.refresh_from_db()
    assert guarded.check_password(PASSWORD)  # who only reads the messages changes nothing
    assert elsewhere.get("/account/security").status_code == 200
    assert browser.send(response["Location"], code=code())["Location"] == "/recover/password"
    done = browser.send("/recover/password", password="лодка у причала 7")
    assert done["Location"] == "/"
    assert amr(browser) == ["otp", "sms", "mfa"]
    guarded.refresh_from_db()
    assert guarded.check_password("лодка у причала 7")
    assert elsewhere.get("/account/security").status_code == 302


def test_a_passkey_is_a_second_proof_too_but_not_another_person_s(
    anya: Account, boris: Account, settings: Any
) -> None:
    settings.PUBLIC_URL = ORIGIN
    own, others = Device(), Device()
    add_passkey(enter(), own)
    add_passkey(enter(BORIS), others)
    with_app(anya)
    browser = half_in()
    assert 'data-passkey="prove"' in browser.get(SECOND).content.decode()
    assert reason(prove(browser, others, SECOND)) == "passkey-unknown"
    assert not signed_in(browser)
    assert prove(browser, own, SECOND)["Location"] == "/"
    assert amr(browser) == ["pwd", "hwk", "mfa"]


# Setting up.


def secret_on(page: Any) -> str:
    found = re.search(r'data-secret="([A-Z2-7]+)"', page.content.decode())
    assert found
    return found[1]


def test_an_app_is_set_up_by_its_secret_and_a_code(anya: Account) -> None:
    browser = enter()
    before = browser.session.session_key
    page = browser.get("/account/totp")
    secret = secret_on(page)
    assert secret == secret_on(browser.get("/account/totp"))
    assert '<svg class="qr"' in page.content.decode()
    assert reason(browser.send("/account/totp", code=wrong())) == "wrong-code"
    assert signed_in(enter())  # not in force yet
    done = browser.send("/account/totp", code=code(secret=secret))
    assert done["Location"] == "/account/recovery-codes?changed=totp"
    assert browser.session.session_key != before
    assert amr(browser) == ["pwd", "otp", "mfa"]
    assert not signed_in(half_in())
    assert browser.get("/account/totp")["Location"] == "/account/security"
    assert [event.action for event in AuditEvent.objects.filter(action__startswith="totp")] == [
        "totp.set"
    ]


def test_the_secret_stands_sealed_and_only_on_its_page(anya: Account) -> None:
    browser = enter()
    secret = secret_on(browser.get("/account/totp"))
    assert secret.encode() not in bytes(Totp.objects.get().sealed)
    assert secret not in browser.get("/account/security").content.decode()
    assert not any(secret in str(event.detail) for event in AuditEvent.objects.all())


def test_a_secret_that_was_not_taken_up_is_another_a_quarter_of_an_hour_later(
    anya: Account, settings: Any
) -> None:
    browser = enter()
    first = secret_on(browser.get("/account/totp"))
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    browser.send("/signin?again=1", identifier=ANYA, password=PASSWORD)
    assert secret_on(browser.get("/account/totp")) != first


@pytest.mark.proves("asvs:7.5.1")
def test_an_app_is_removed_by_a_fresh_press(guarded: Account, settings: Any) -> None:
    browser = half_in()
    browser.send(SECOND, code=code())
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    browser.send("/account/totp/off", x="")
    assert Totp.objects.exists()
    settings.CLOCK_OFFSET -= timedelta(minutes=16)
    for _ in range(2):
        browser.send("/account/totp/off", x="")
    assert not Totp.objects.exists()
    assert signed_in(enter())


@pytest.mark.proves("asvs:6.3.3")
def test_the_last_factor_of_who_must_have_one_stays(
    guarded: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(guarded), "needs_second_factor", True)
    browser = half_in()
    browser.send(SECOND, code=code())
    response = browser.send("/account/totp/off", x="")
    assert response["Location"] == "/account/security?changed=last-factor"
    assert reason(browser.get(response["Location"])) == "last-factor"
    assert Totp.objects.exists()


# Recovery codes.


def make_codes(browser: Browser) -> list[str]:
    page = browser.send("/account/recovery-codes", x="").content.decode()
    return re.findall(r"<li[^>]*>((?:\w{4}-){2}\w{4})</li>", page)


@pytest.mark.proves("asvs:6.5.1")
def test_ten_codes_are_shown_once_and_each_serves_once(guarded: Account) -> None:
    browser = half_in()
    browser.send(SECOND, code=code())
    codes = make_codes(browser)
    assert len(set(codes)) == 10
    later = browser.get("/account/recovery-codes").content.decode()
    assert not any(each in later for each in codes)
    assert not any(each.replace("-", "") in row.encoded for row in RecoveryCode.objects.all()
                   for each in codes)  # fmt: skip
    lost = half_in()
    assert lost.send(SECOND, recovery=codes[0].upper())["Location"] == "/"
    assert amr(lost) == ["pwd", "mfa"]
    assert "9 " in lost.get("/account/security").content.decode()
    again = half_in()
    assert reason(again.send(SECOND, recovery=codes[0])) == "wrong-code"
    assert again.send(SECOND, recovery=codes[1])["Location"] == "/"
    used = AuditEvent.objects.filter(action="recovery-code.used").order_by("pk")
    assert [event.detail for event in used] == [{"left": 9}, {"left": 8}]


def test_new_codes_put_an_end_to_the_old(guarded: Account) -> None:
    browser = half_in()
    browser.send(SECOND, code=code())
    old, new = make_codes(browser), make_codes(browser)
    lost = half_in()
    assert reason(lost.send(SECOND, recovery=old[0])) == "wrong-code"
    assert lost.send(SECOND, recovery=new[0])["Location"] == "/"


def test_another_person_s_code_is_wrong(guarded: Account, boris: Account) -> None:
    browser = half_in()
    browser.send(SECOND, code=code())
    codes = make_codes(browser)
    with_app(boris)
    stranger = half_in(BORIS)
    assert reason(stranger.send(SECOND, recovery=codes[0])) == "wrong-code"


def test_wrong_recovery_codes_are_slowed(guarded: Account) -> None:
    browser = half_in()
    sent = [browser.send(SECOND, recovery="abcd-efgh-jkmn") for _ in range(6)]
    kept = [reason(p) for p in sent if b"abcd-efgh-jkmn" in p.content]  # what was typed stays
    assert kept == ["wrong-code"] * 5 + ["too-many-tries"]


def test_there_are_none_without_a_second_factor(anya: Account) -> None:
    browser = enter()
    assert browser.get("/account/recovery-codes")["Location"] == "/account/security"
    assert browser.send("/account/recovery-codes", x="")["Location"] == "/account/security"
    assert not RecoveryCode.objects.exists()


# What the person sees of it.


def test_own_sign_ins_are_seen_by_their_owner(guarded: Account, boris: Account) -> None:
    browser = half_in()
    browser.send(SECOND, code=code())
    enter(BORIS, REMOTE_ADDR="203.0.113.77")
    page = browser.get("/account/sign-ins").content.decode()
    assert "127.0.0.0/24" in page
    assert "203.0.113" not in page
    other = enter(BORIS, REMOTE_ADDR="198.51.100.7")
    page = other.get("/account/sign-ins").content.decode()
    assert "203.0.113.0/24" in page
    assert "203.0.113.77" not in page


def test_the_last_thirty_are_shown_and_old_ones_forgotten(anya: Account, settings: Any) -> None:
    browser = enter()
    PastSignIn.objects.bulk_create(
        PastSignIn(account_id=anya.pk, at=row.at, amr=["pwd"])
        for row in PastSignIn.objects.all() for _ in range(40)
    )  # fmt: skip
    assert browser.get("/account/sign-ins").content.decode().count("<li>") == 30
    settings.CLOCK_OFFSET += timedelta(days=91)
    forget_old_sign_ins()
    assert not PastSignIn.objects.exists()


def test_a_sealed_secret_opens_for_its_own_account_alone(guarded: Account, boris: Account) -> None:
    assert unseal(Totp.objects.get().sealed, guarded.pk) == SECRET
    with pytest.raises(InvalidTag):
        unseal(Totp.objects.get().sealed, boris.pk)
