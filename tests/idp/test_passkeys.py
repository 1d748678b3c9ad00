"""Passkeys over HTTP, with a device whose answers are really signed."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth import SESSION_KEY

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.factors.models import Offered, Passkey
from tests.idp.asking import sent
from tests.idp.authenticator import (
    BACKED_UP,
    ELIGIBLE,
    ORIGIN,
    PRESENT,
    VERIFIED,
    Device,
    pack,
)
from tests.idp.party import Browser, Party, ask
from tests.idp.proving import (
    ANYA,
    BORIS,
    add_passkey,
    amr,
    enter,
    prove,
    reason,
    signed_in,
    with_app,
)


@pytest.fixture(autouse=True)
def by_name(settings: Any, tmp_path: Any) -> None:
    """Passkeys belong to a host with a name."""
    settings.PUBLIC_URL = ORIGIN
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.fixture
def device(anya: Account) -> Device:
    """Anya's, added already."""
    device = Device()
    assert add_passkey(enter(), device)["Location"] == "/account/security?changed=passkey"
    return device


def refused(response: Any) -> str:
    return str(response["Location"]).partition("refused=")[2]


def test_a_passkey_lets_its_owner_in_without_a_password(device: Device, anya: Account) -> None:
    browser = Browser()
    assert prove(browser, device, "/signin/passkey?next=/account")["Location"] == "/account"
    assert browser.session[SESSION_KEY] == str(anya.pk)
    assert amr(browser) == ["hwk", "mfa"]
    assert Passkey.objects.get().used_at is not None


def test_the_person_is_told_that_a_way_in_was_added_and_removed(device: Device) -> None:
    assert [message.channel for message in sent()] == ["sms"]
    enter().send("/account/passkeys/remove", passkey=Passkey.objects.get().pk)
    assert [message.channel for message in sent()] == ["sms", "sms"]


def test_a_synced_passkey_is_told_as_one_in_software(anya: Account) -> None:
    device = Device(flags=PRESENT | VERIFIED | ELIGIBLE | BACKED_UP)
    add_passkey(enter(), device)
    browser = Browser()
    prove(browser, device)
    assert amr(browser) == ["swk", "mfa"]


def test_it_is_two_proofs_in_one_and_asks_for_no_code(device: Device, anya: Account) -> None:
    with_app(anya)
    browser = Browser()
    assert prove(browser, device)["Location"] == "/"
    assert signed_in(browser)


def test_a_passkey_alone_asks_nothing_more_of_the_password(device: Device) -> None:
    assert signed_in(enter())


@pytest.mark.parametrize(
    ("lie", "why"),
    [
        ({"origin": "http://evil.localhost:8001"}, "passkey-untrusted"),
        ({"origin": "https://id.localhost:8001"}, "passkey-untrusted"),
        ({"origin": "http://id.localhost"}, "passkey-untrusted"),
        ({"party": "localhost"}, "passkey-untrusted"),
        ({"party": "evil.localhost"}, "passkey-untrusted"),
        ({"flags": PRESENT}, "passkey-untrusted"),
        ({"flags": VERIFIED}, "passkey-untrusted"),
        ({"cross_origin": True}, "passkey-untrusted"),
        ({"key": Device().key}, "passkey-untrusted"),
        ({"handle": b"somebody else's ."}, "passkey-unknown"),
        ({"id": b"never registered"}, "passkey-unknown"),
    ],
    ids=lambda given: "-".join(given) if isinstance(given, dict) else None,
)
def test_an_answer_that_lies_lets_nobody_in(device: Device, lie: dict[str, Any], why: str) -> None:
    for name, value in lie.items():
        setattr(device, name, value)
    browser = Browser()
    assert refused(prove(browser, device)) == why
    assert not signed_in(browser)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "http://evil.localhost:8001"},
        {"party": "evil.localhost"},
        {"flags": PRESENT},
        {"cross_origin": True},
    ],
    ids=str,
)
def test_a_passkey_that_lies_is_not_kept(lie: dict[str, Any], anya: Account) -> None:
    browser, device = enter(), Device(**lie)
    assert reason(add_passkey(browser, device)) == "passkey-untrusted"
    assert not Passkey.objects.exists()


def test_an_answer_of_one_ceremony_is_none_in_the_other(device: Device) -> None:
    browser = Browser()
    response = prove(browser, device, type="webauthn.create")
    assert refused(response) == "passkey-untrusted"
    assert not signed_in(browser)


def test_an_answer_serves_once(device: Device) -> None:
    browser = Browser()
    answer = device.prove(browser.get("/signin/passkey/options").json())
    token = dict(browser.cookies)
    browser.send("/signin/passkey", credential=answer)
    assert signed_in(browser)
    again = Browser()
    again.cookies.update(token)
    assert refused(again.send("/signin/passkey", credential=answer)) == "request-expired"
    assert not signed_in(again)


def test_a_challenge_is_the_browser_s_own_and_lives_for_a_quarter_of_an_hour(
    device: Device, settings: Any
) -> None:
    thief, victim = Browser(), Browser()
    stolen = device.prove(thief.get("/signin/passkey/options").json())
    assert refused(victim.send("/signin/passkey", credential=stolen)) == "request-expired"
    late = device.prove(victim.get("/signin/passkey/options").json())
    settings.CLOCK_OFFSET += timedelta(minutes=15)
    assert refused(victim.send("/signin/passkey", credential=late)) == "request-expired"
    assert not signed_in(victim)


@pytest.mark.parametrize("challenge", [b"", b"x" * 64, bytes(64), b"short"])
def test_a_made_up_challenge_is_none(device: Device, challenge: bytes) -> None:
    browser = Browser()
    answer = device.prove({"challenge": pack(challenge)})
    assert refused(browser.send("/signin/passkey", credential=answer)) == "request-expired"


def test_a_challenge_to_prove_makes_no_passkey(anya: Account) -> None:
    browser, device = enter(), Device()
    options = browser.get("/account/passkeys/options").json()
    swapped = options | {"challenge": browser.get("/signin/passkey/options").json()["challenge"]}
    response = browser.send("/account/passkeys/new", credential=device.make(swapped))
    assert reason(response) == "request-expired"


@pytest.mark.parametrize(
    ("kept", "told", "well"),
    [(0, 0, True), (5, 6, True), (5, 5, False), (5, 4, False), (5, 0, False)],
)
def test_a_counter_that_does_not_move_shows_a_copy(
    device: Device, kept: int, told: int, well: bool
) -> None:
    Passkey.objects.update(counter=kept)
    device.counter = told
    browser = Browser()
    response = prove(browser, device)
    assert signed_in(browser) is well
    if not well:
        assert refused(response) == "passkey-copied"
        assert AuditEvent.objects.filter(action="passkey.refused").count() == 1


@pytest.mark.proves("asvs:7.2.4", "attack:session-fixation")
def test_the_session_s_key_changes(device: Device, anya: Account) -> None:
    browser = Browser()
    browser.get("/signin", {"login_hint": ANYA})  # a session that somebody may have planted
    planted = browser.session.session_key
    prove(browser, device)
    assert planted
    assert browser.session.session_key != planted


def test_who_is_closed_is_not_let_in(device: Device, anya: Account) -> None:
    anya.is_active = False
    anya.save()
    browser = Browser()
    assert refused(prove(browser, device)) == "passkey-unknown"


@pytest.mark.parametrize(
    "rubbish", ["", "{}", "[]", "null", "7", "x", '{"id": 1}', "[" * 9000, "\x00", "x" * 30_000]
)
def test_rubbish_is_refused(rubbish: str, anya: Account) -> None:
    assert refused(Browser().send("/signin/passkey", credential=rubbish)) == "passkey-untrusted"
    response = enter().send("/account/passkeys/new", credential=rubbish)
    assert (response.status_code, reason(response)) == (409, "passkey-untrusted")


def test_the_sign_in_page_says_why(device: Device) -> None:
    page = Browser().get("/signin?refused=passkey-unknown").content.decode()
    assert 'data-reason="passkey-unknown"' in page


def test_where_it_was_going_stays_on_this_site(device: Device) -> None:
    response = prove(Browser(), device, "/signin/passkey?next=//evil.example/")
    assert response["Location"] == "/"


def test_the_client_that_waits_gets_its_code(device: Device, party: Party) -> None:
    browser, asked = Browser(), ask(party, prompt="login")
    page = browser.go(asked.url)
    query = page.request["QUERY_STRING"]
    response = prove(browser, device, f"/signin/passkey?{query}")
    assert response["Location"].startswith("/authorize?")
    assert 'action="/authorize/decide' in browser.go(response["Location"]).content.decode()


def test_the_host_s_header_changes_nothing(device: Device, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    browser = Browser(headers={"host": "evil.example"})
    assert browser.get("/signin/passkey/options").json()["rpId"] == "id.localhost"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8001", "http://[::1]:8001", "http://id.example"])
def test_a_host_that_can_have_none_offers_none(url: str, anya: Account, settings: Any) -> None:
    settings.PUBLIC_URL = url
    browser = enter()
    assert browser.get("/signin/passkey/options").status_code == 404
    assert browser.get("/account/passkeys/options").status_code == 404
    assert browser.get("/account/passkeys/new")["Location"] == "/account/security"
    assert "/account/passkeys/new" not in browser.get("/account/security").content.decode()


def test_passkeys_are_seen_named_and_removed_by_their_owner_alone(
    device: Device, boris: Account
) -> None:
    own, stranger = enter(), enter(BORIS)
    [key] = Passkey.objects.values_list("pk", flat=True)
    assert "Телефон" in own.get("/account/security").content.decode()
    assert "Телефон" not in stranger.get("/account/security").content.decode()
    assert stranger.get(f"/account/passkeys/{key}").status_code == 404
    assert stranger.send(f"/account/passkeys/{key}", name="чужой").status_code == 404
    stranger.send("/account/passkeys/remove", passkey=key)
    assert own.get(f"/account/passkeys/{key}").status_code == 200
    missing = own.send(f"/account/passkeys/{key}", name=" \x00 ")
    assert 'aria-invalid="true"' in missing.content.decode()
    own.send(f"/account/passkeys/{key}", name=" Мой \x00 телефон " + "ы" * 99)
    assert Passkey.objects.get().name.startswith("Мой телефон ыы")
    for _ in range(2):
        own.send("/account/passkeys/remove", passkey=key)
    assert not Passkey.objects.exists()
    assert refused(prove(Browser(), device)) == "passkey-unknown"
    actions = AuditEvent.objects.filter(action__startswith="passkey.").order_by("pk")
    assert [event.action for event in actions] == ["passkey.added", "passkey.removed"]


@pytest.mark.proves("asvs:7.5.1")
def test_adding_and_removing_ask_for_a_fresh_sign_in(device: Device, settings: Any) -> None:
    browser, key = enter(), Passkey.objects.get().pk
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    assert browser.get("/account/passkeys/options")["Location"].startswith("/signin?again=1")
    assert browser.get("/account/passkeys/new")["Location"].startswith("/signin?again=1")
    browser.send("/account/passkeys/remove", passkey=key)
    assert Passkey.objects.exists()
    assert prove(browser, device, "/signin/passkey?again=1&next=/account")["Location"] == "/account"
    browser.send("/account/passkeys/remove", passkey=key)
    assert not Passkey.objects.exists()


def test_a_device_is_added_once_and_to_one_account(device: Device, boris: Account) -> None:
    assert reason(add_passkey(enter(), device)) == "passkey-known"
    assert reason(add_passkey(enter(BORIS), device)) == "passkey-known"
    assert Passkey.objects.count() == 1


def test_the_browser_is_told_which_keys_are_there(device: Device) -> None:
    options = enter().get("/account/passkeys/options").json()
    assert [each["id"] for each in options["excludeCredentials"]] == [pack(device.id)]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"


def test_what_is_asked_at_the_sign_in_names_nobody(device: Device) -> None:
    options = Browser().get("/signin/passkey/options").json()
    assert set(options) <= {"challenge", "rpId", "userVerification", "timeout"}


def test_a_mere_look_leaves_no_session_behind(device: Device) -> None:
    browser = Browser()
    browser.get("/signin/passkey/options")
    assert site.SESSION_COOKIE_NAME not in browser.cookies


def able(typed: str = ANYA) -> Browser:
    """A browser whose script has found that its device can keep passkeys."""
    browser = Browser(typed)
    browser.cookies[f"{site.SITE}_passkeys"] = "1"
    return browser


def test_a_passkey_is_offered_once(anya: Account) -> None:
    browser = able()
    first = browser.send("/signin?next=/account", identifier=ANYA, password="four words of a song")
    assert first["Location"] == "/signin/passkey/offer?next=%2Faccount"
    page = browser.get(first["Location"]).content.decode()
    assert 'href="/account"' in page
    assert 'data-passkey="make"' in page
    assert able().sign_in()["Location"] == "/"
    assert Offered.objects.count() == 1


def test_it_is_not_offered_to_who_has_one_nor_where_none_can_be(
    device: Device, boris: Account, settings: Any
) -> None:
    assert able().sign_in()["Location"] == "/"
    settings.PUBLIC_URL = "http://127.0.0.1:8001"
    assert able(BORIS).sign_in()["Location"] == "/"
    assert not Offered.objects.exists()


def test_the_offer_leads_on_when_it_is_taken(anya: Account) -> None:
    browser = able()
    browser.sign_in()
    options = browser.get("/account/passkeys/options").json()
    answer = Device().make(options)
    response = browser.send("/account/passkeys/new?next=/account", credential=answer)
    assert response["Location"] == "/account"
