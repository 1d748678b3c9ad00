"""Closing an account, having it back, and what is left of it afterwards."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.accounts.models import SignedIn
from parta.idp.cabinet.closing import erase
from parta.idp.cabinet.jobs import erase_closed_accounts
from parta.idp.codes.models import Challenge
from parta.idp.consent.memory import remember
from parta.idp.consent.models import Consent
from parta.idp.provider.models import Grant, Subject
from parta.idp.provider.subjects import subject
from parta.kit import clock
from parta.kit.jobs.queue import run_next
from parta.kit.notify import outbox
from tests.idp.party import Browser, Party

ANYA = "+7 199 111-11-11"
GRACE = timedelta(days=30)


@pytest.fixture(autouse=True)
def messages_kept(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def enter(typed: str = ANYA) -> Browser:
    browser = Browser(typed)
    browser.sign_in()
    return browser


def told() -> list[str]:
    while run_next():
        pass
    return [message.to for message in outbox.read()]


def later(settings: Any, by: timedelta) -> None:
    settings.CLOCK_OFFSET = by


def grant(party: Party, account: Account, sid: str) -> Grant:
    return Grant.objects.create(
        client_id=party.client_id, account_id=account.pk, holder=account.pk, scopes=["openid"],
        sid=sid, auth_time=0, amr=[],
    )  # fmt: skip


def actions() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", "actor"))


def test_closing_ends_every_session_and_grant_and_names_the_day(
    anya: Account, party: Party
) -> None:
    own, elsewhere = enter(), enter()
    held = grant(party, anya, str(elsewhere.session["signin"]["sid"]))
    response = own.send("/account/close")
    assert response["Location"] == "/closed"
    day = f"{clock.day_of(clock.now() + GRACE):%d.%m.%Y}"
    assert day in own.get("/closed").content.decode()
    assert not SignedIn.objects.exists()
    assert elsewhere.get("/account/security").status_code == 302
    held.refresh_from_db()
    assert held.revoked_at is not None
    anya.refresh_from_db()
    assert anya.closes_at is not None
    assert abs(anya.closes_at - clock.now() - GRACE) < timedelta(minutes=1)
    assert ("account.closed", str(anya.pk)) in actions()
    assert told() == ["+71991111111"]


def test_it_asks_for_a_fresh_sign_in(anya: Account, settings: Any) -> None:
    browser = enter()
    later(settings, timedelta(minutes=16))
    for response in (browser.get("/account/close"), browser.send("/account/close")):
        assert response["Location"].startswith("/signin?again=1")
    anya.refresh_from_db()
    assert anya.closes_at is None


@pytest.mark.parametrize("path", ["/account/close", "/account/closing", "/account/data"])
def test_a_stranger_is_asked_to_sign_in(path: str, db: None) -> None:
    assert Browser().get(path)["Location"].startswith("/signin?")


def test_who_signs_in_again_may_have_it_back_and_nothing_else(anya: Account, party: Party) -> None:
    enter().send("/account/close")
    again = enter()
    for path in ("/account/security", "/account/data", "/account/close", "/authorize?x=1"):
        response = again.get(path)
        assert response["Location"].startswith("/account/closing?next=%2F"), path
    assert 'data-why="closed"' in again.get("/account/closing").content.decode()
    assert again.send("/account/password", password="лодка у причала 9").status_code == 302
    back = again.send("/account/closing/have-back", next="/account/security")
    assert back["Location"] == "/account/security?changed=restored"
    assert "Запись снова открыта." in again.get(back["Location"]).content.decode()
    assert again.get("/account/security").status_code == 200
    anya.refresh_from_db()
    assert anya.closes_at is None
    assert (
        again.send("/account/closing/have-back", next="/authorize?x=1")["Location"]
        == "/authorize?x=1"
    )
    assert [a for a, _ in actions() if a == "account.restored"] == ["account.restored"]


def test_the_way_back_leads_to_no_other_site(anya: Account) -> None:
    enter().send("/account/close")
    again = enter()
    back = again.send("/account/closing/have-back", next="https://evil.example/")
    assert back["Location"] == "/account/security?changed=restored"


def test_after_the_grace_all_that_is_personal_is_erased(
    anya: Account, boris: Account, party: Party, settings: Any
) -> None:
    remember(anya, party.client_id, ["openid"])
    remember(boris, party.client_id, ["openid"])
    known_as = subject(anya.pk, party.client_id)
    grant(party, anya, "sid")
    Browser().send("/recover", identifier=ANYA)
    assert Challenge.objects.get().to == "+71991111111"
    enter().send("/account/close")
    key = anya.pk
    assert told() == ["+71991111111"] * 2  # a code, and the word of the closing
    later(settings, GRACE - timedelta(minutes=1))
    erase_closed_accounts()
    assert model()._default_manager.filter(pk=key).exists()
    later(settings, GRACE + timedelta(minutes=1))
    erase_closed_accounts()
    assert list(model()._default_manager.values_list("pk", flat=True)) == [boris.pk]
    assert list(Consent.objects.values_list("holder", flat=True)) == [boris.pk]
    assert not Grant.objects.exists()
    assert not Challenge.objects.exists()
    assert Subject.objects.get().subject == known_as
    assert actions()[-1] == ("account.erased", "system")
    assert model().find([Identifier(Kind.PHONE, "+71991111111")]) is None
    assert told() == ["+71991111111"] * 3
    erase_closed_accounts()
    assert [a for a, _ in actions()].count("account.erased") == 1


def test_a_press_that_comes_after_the_erasure_brings_nothing_back(
    anya: Account, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter().send("/account/close")
    late, key = enter(), anya.pk

    def meanwhile(_account: Account) -> list[str]:
        settings.CLOCK_OFFSET = GRACE + timedelta(minutes=1)
        assert erase(key)
        return []

    monkeypatch.setattr("parta.idp.cabinet.close.shut", meanwhile)
    assert late.send("/account/closing/have-back").status_code < 500
    assert not model()._default_manager.filter(pk=key).exists()
    assert "account.restored" not in [action for action, _ in actions()]


def test_what_was_restored_meanwhile_is_not_erased(anya: Account) -> None:
    assert not erase(anya.pk)
    assert model()._default_manager.filter(pk=anya.pk).exists()
