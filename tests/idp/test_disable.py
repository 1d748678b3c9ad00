"""An account that is shut: nothing of it lives on, and the same person can have it back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.accounts.models import SignedIn
from parta.idp.provider.disable import disable, enable
from parta.idp.provider.models import Client
from tests.idp.party import Browser, ask, post, redeem, register, userinfo

ANYA = "+7 199 111-11-11"


def said(verb: str, *arguments: str) -> str:
    out = StringIO()
    call_command(f"account_{verb}", *arguments, stdout=out)
    return out.getvalue()


def test_shutting_an_account_ends_sessions_tokens_and_what_was_granted_for_the_time_away(
    anya: Account, boris: Account
) -> None:
    party = register("party", ["openid", "offline_access"])
    browser, other = Browser(ANYA), Browser("+7 199 222-22-22")
    asked = ask(party, scope="openid offline_access")
    given = redeem(asked, browser.through(asked)["code"]).json()
    browser.send("/signout", x="")
    again = ask(party)
    short = redeem(again, browser.through(again)["code"]).json()
    theirs = ask(party)
    boriss = redeem(theirs, other.through(theirs)["code"]).json()

    assert disable(anya, "operator:7", "lost phone")
    assert not disable(anya, "operator:7", "twice")
    assert browser.get("/account")["Location"].startswith("/signin")
    assert browser.sign_in().status_code == 403
    for token in (given, short):
        assert userinfo(token["access_token"]).status_code == 401
    form = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    assert post(browser, "/token", form, party).json() == {"error": "invalid_grant"}
    assert userinfo(boriss["access_token"]).status_code == 200
    assert [row.account_id for row in SignedIn.objects.all()] == [boris.pk]

    assert enable(anya, "operator:7", "found")
    assert not enable(anya, "operator:7", "twice")
    assert userinfo(short["access_token"]).status_code == 401
    assert post(browser, "/token", form, party).json() == {"error": "invalid_grant"}
    assert browser.sign_in().status_code == 302
    kept = AuditEvent.objects.filter(action__startswith="account.").order_by("id")
    assert [(e.action, e.actor, e.object, e.detail) for e in kept] == [
        ("account.disabled", "operator:7", f"account:{anya.pk}", {"reason": "lost phone"}),
        ("account.enabled", "operator:7", f"account:{anya.pk}", {"reason": "found"}),
    ]


def test_the_operator_shuts_and_opens_by_contact(anya: Account) -> None:
    assert said("disable", ANYA, "--reason=asked").startswith("Disabled.")
    assert said("disable", "8 (199) 111 11 11") == "Nothing to do.\n"
    anya.refresh_from_db()
    assert not anya.is_active
    assert said("enable", ANYA).startswith("Enabled.")
    assert said("enable", ANYA) == "Nothing to do.\n"
    anya.refresh_from_db()
    assert anya.is_active


@pytest.mark.parametrize("contact", ["+7 199 999-99-99", "nobody@pochta.example", "x", ""])
def test_a_contact_of_nobody_is_said(contact: str, anya: Account) -> None:
    with pytest.raises(CommandError):
        said("disable", contact)
    assert not Client.objects.exists()
