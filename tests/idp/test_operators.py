"""The operator's pages: clients of the site and people's accounts, behind a second factor."""

import json
import re
import struct
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from joserfc.jwk import ECKey

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.accounts.models import SignedIn
from parta.idp.operators.appoint import appoint
from parta.idp.provider.models import Client, ClientSecret, Grant
from parta.kit import clock
from tests.idp.party import PASSWORD, Browser, Party, ask, redeem
from tests.idp.proving import ANYA, BORIS, code, enter, with_app

NEW: dict[str, Any] = {
    "name": "Кружок",
    "redirect_uris": "https://club.example/back\nhttps://club.example/again",
    "scopes": ["openid"],
    "auth": "secret",
    "id_token_alg": "RS256",
}


@pytest.fixture
def operator(anya: Account) -> Browser:
    """Anya, who runs the site, at the computer with both proofs given."""
    appoint(ANYA)
    with_app(anya)
    browser = Browser(ANYA)
    browser.sign_in()
    browser.send("/signin/second?next=/operator/clients", code=code())
    return browser


def page(response: Any) -> str:
    return str(response.content.decode())


def wrong_fields(response: Any) -> list[str]:
    return re.findall(r'id="id_(\w+)_error"', page(response))


def errors(response: Any) -> list[str]:
    return re.findall(r'_error"><svg.*?</svg><span>(.*?)</span>', page(response))


def secret_on(response: Any) -> str:
    found = re.search(r"<dt>client_secret</dt><dd>([\w-]{43})</dd>", page(response))
    assert found
    return found[1]


def actions(*names: str) -> list[str]:
    events = AuditEvent.objects.filter(action__in=names).order_by("pk")
    return list(events.values_list("action", flat=True))


@pytest.mark.parametrize("path", ["", "/clients", "/clients/new", "/clients/party", "/people"])
def test_to_everybody_else_there_is_no_such_page(
    path: str, anya: Account, boris: Account, party: Party
) -> None:
    appoint(ANYA)
    assert Browser().go(f"/operator{path}").request["PATH_INFO"] == "/signin"
    assert enter(BORIS).go(f"/operator{path}").status_code == 404


@pytest.mark.proves("asvs:6.3.3")
@pytest.mark.parametrize("path", ["clients", "clients/party/secret", "people/switch"])
def test_an_operator_without_a_second_factor_is_led_to_set_one_up(
    path: str, anya: Account, party: Party
) -> None:
    appoint(ANYA)
    browser = enter(ANYA)
    response = (
        browser.get("/operator/clients") if path == "clients" else browser.send(f"/operator/{path}")
    )
    assert response["Location"].startswith("/account/second-factor")
    assert ClientSecret.objects.count() == 1


@pytest.mark.proves("asvs:6.3.3", "asvs:7.3.2")
def test_after_a_workday_both_proofs_are_asked_for_again(operator: Browser, settings: Any) -> None:
    settings.CLOCK_OFFSET = timedelta(hours=12, minutes=-1)
    assert operator.get("/operator/clients").status_code == 200
    settings.CLOCK_OFFSET = timedelta(hours=12, minutes=1)
    again = operator.get("/operator/clients")["Location"]
    assert again.startswith("/signin?again=1")
    second = operator.send(again, identifier=ANYA, password=PASSWORD)["Location"]
    assert second.startswith("/signin/second?")
    assert operator.get("/operator/clients")["Location"].startswith("/signin?again=1")
    assert operator.send(second, code=code())["Location"] == "/operator/clients"
    assert operator.get("/operator/clients").status_code == 200


def test_an_operator_adds_a_client_that_then_signs_people_in(
    operator: Browser, boris: Account
) -> None:
    added = operator.send("/operator/clients/new", **NEW)
    client = Client.objects.get(name="Кружок")
    secret = secret_on(added)
    assert secret not in page(operator.get(f"/operator/clients/{client.client_id}"))
    assert added["Cache-Control"] == "private, no-store"
    assert f'data-copy="{secret}"' in page(added)
    club = Party(client.client_id, secret, "https://club.example/again")
    asked = ask(club)
    granted = redeem(asked, Browser(BORIS).through(asked)["code"])
    assert granted.status_code == 200
    row = page(operator.get("/operator/clients")).split(client.client_id)[2]
    assert row.index(">1<") < row.index("</tr>")
    assert actions("client.added") == ["client.added"]
    assert AuditEvent.objects.get(action="client.added").actor == str(_anya().pk)


def _anya() -> Account:
    found = appoint(ANYA)
    assert found
    return found


RARE = {"after_sign_out", "backchannel", "origins", "id_token_alg"}
WRONG = [
    ("redirect_uris", "", "redirect_uris"),
    ("redirect_uris", "javascript:alert(1)", "redirect_uris"),
    ("redirect_uris", "https://a.example/#x", "redirect_uris"),
    ("after_sign_out", "nonsense", "after_sign_out"),
    ("backchannel", "gopher://a.example/", "backchannel"),
    ("origins", "https://a.example/path", "origins"),
    ("scopes", [], "scopes"),
    ("scopes", ["profile"], "scopes"),
    ("auth", "magic", "auth"),
    ("id_token_alg", "none", "id_token_alg"),
    ("name", "  ", "name"),
]


@pytest.mark.parametrize(("field", "value", "wrong"), WRONG)
def test_what_can_be_no_client_is_said_and_nothing_is_lost(
    operator: Browser, field: str, value: Any, wrong: str
) -> None:
    response = operator.send("/operator/clients/new", **NEW | {field: value})
    assert wrong_fields(response) == [wrong]
    assert all(text[0].isupper() for text in errors(response))
    assert ('<details class="more" open>' in page(response)) == (field in RARE)
    assert "https://club.example/again" in page(response) or field == "redirect_uris"
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    "keys",
    [
        "",
        "{",
        "[]",
        "[" * 4000,
        json.dumps({"keys": []}),
        "private",
        json.dumps({"keys": [{}] * 9}),
    ],
)
def test_only_public_keys_are_taken(operator: Browser, keys: str) -> None:
    if keys == "private":
        private = ECKey.generate_key("P-256").as_dict(private=True)
        keys = json.dumps({"keys": [private]})
    response = operator.send("/operator/clients/new", **NEW | {"auth": "key", "jwks": keys})
    assert wrong_fields(response) == ["jwks"]
    assert [text[0].isupper() for text in errors(response)] == [True]


def png(width: int = 64, height: int = 64, size: int = 100) -> bytes:
    head = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height)
    )
    return head.ljust(size, b"\0")


@pytest.mark.parametrize(
    ("picture", "fits"),
    [
        (png(), True),
        (png(48, 512), True),
        (png(47, 64), False),
        (png(64, 513), False),
        (png(size=64 * 1024 + 1), False),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", False),
        (b"\x89PNG\r\n\x1a\n", False),
    ],
)
def test_a_logo_is_a_small_png_and_stands_on_the_consent_page(
    operator: Browser, boris: Account, picture: bytes, fits: bool
) -> None:
    file: Any = SimpleUploadedFile("logo.png", picture, "image/png")
    operator.send("/operator/clients/new", **NEW, logo=file)
    client = Client.objects.filter(name="Кружок").first()
    assert bool(client) == fits
    if client:
        shown = Browser().get(f"/clients/{client.client_id}/logo")
        assert (shown.content, shown["Content-Type"]) == (picture, "image/png")
        consent = enter(BORIS).go(ask(Party(client.client_id, "", "https://club.example/back")).url)
        assert f"/clients/{client.client_id}/logo" in page(consent)


def test_a_client_without_a_logo_has_none_anywhere(party: Party) -> None:
    assert Browser().get("/clients/party/logo").status_code == 404
    assert Browser().get("/clients/nobody/logo").status_code == 404
    assert Browser().get("/clients/%00/logo").status_code == 404


def test_a_change_is_written_down_by_its_names_alone(operator: Browser, party: Party) -> None:
    changed = NEW | {"name": "Другое имя", "redirect_uris": party.redirect_uri}
    assert operator.send("/operator/clients/party", **changed)["Location"].endswith(
        "?changed=client"
    )
    assert Client.objects.get(pk="party").name == "Другое имя"
    detail = AuditEvent.objects.get(action="client.changed").detail
    assert detail == {"changed": ["name", "post_logout_redirect_uris"]}
    operator.send("/operator/clients/party", **changed)
    assert actions("client.changed") == ["client.changed"]


def test_a_client_of_a_dialect_is_seen_and_not_written_over(operator: Browser) -> None:
    Client.objects.create(client_id="12345678", name="Приложение", auth="key", sector="x")
    path = "/operator/clients/12345678"
    assert 'name="redirect_uris"' not in page(operator.get(path))
    assert 'data-reason="dialect"' in page(operator.send(path, **NEW))
    kept = Client.objects.get(pk="12345678")
    assert (kept.name, kept.auth, kept.redirect_uris) == ("Приложение", "key", [])
    assert operator.send(f"{path}/switch", on="no").status_code == 302
    assert not Client.objects.get(pk="12345678").is_active


def test_a_form_that_lies_open_for_long_asks_who_presses(
    operator: Browser, party: Party, settings: Any
) -> None:
    changed = NEW | {"redirect_uris": party.redirect_uri}
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    assert operator.get("/operator/clients/party")["Location"].startswith("/signin?again=1")
    operator.send("/operator/clients/party", **changed | {"name": "Первое"})
    settings.CLOCK_OFFSET += timedelta(minutes=45)
    late = operator.send("/operator/clients/party", **changed | {"name": "Второе"})
    assert late["Location"].startswith("/signin?again=1")
    assert Client.objects.get(pk="party").name == "Первое"


def test_two_secrets_live_while_the_client_changes(
    operator: Browser, party: Party, boris: Account
) -> None:
    secret = secret_on(operator.send("/operator/clients/party/secret"))
    for works in (party, Party("party", secret)):
        asked = ask(works)
        assert redeem(asked, Browser(BORIS).through(asked)["code"]).status_code == 200
    third = operator.send("/operator/clients/party/secret")
    assert (third.status_code, 'data-reason="two-secrets"' in page(third)) == (409, True)
    operator.send("/operator/clients/party/old-secret")
    asked = ask(party)
    assert redeem(asked, Browser(BORIS).through(asked)["code"]).status_code == 401
    assert actions("client.secret-added", "client.secret-ended") == [
        "client.secret-added",
        "client.secret-ended",
    ]


def test_a_client_that_is_switched_off_signs_nobody_in(
    operator: Browser, party: Party, boris: Account
) -> None:
    asked = ask(party)
    token = redeem(asked, Browser(BORIS).through(asked)["code"]).json()["access_token"]
    operator.send("/operator/clients/party/switch", on="no")
    about = Browser().get("/userinfo", headers={"Authorization": f"Bearer {token}"})
    assert about.status_code == 401
    assert Browser(BORIS).go(ask(party).url).status_code == 400
    operator.send("/operator/clients/party/switch", on="yes")
    asked = ask(party)
    assert "code" in Browser(BORIS).through(asked)
    assert actions("client.switched-off", "client.switched-on") == [
        "client.switched-off",
        "client.switched-on",
    ]


@pytest.mark.proves("asvs:7.4.2", "asvs:7.4.5")
def test_an_account_is_shut_and_opened(operator: Browser, party: Party, boris: Account) -> None:
    person = Browser(BORIS)
    asked = ask(party)
    person.through(asked)
    operator.send("/operator/people/find", contact=BORIS)
    assert BORIS not in operator.get("/operator/people").request["QUERY_STRING"]
    operator.send("/operator/people/switch", on="no", reason="просил сам")
    assert person.get("/account/security").status_code == 302
    assert not Grant.objects.filter(account=boris.pk, revoked_at=None).exists()
    assert 'data-reason="shut"' in page(Browser(BORIS).sign_in())
    operator.send("/operator/people/switch", on="yes", reason="вернулся")
    assert Browser(BORIS).sign_in()["Location"] == "/"
    assert actions("account.shown", "account.disabled", "account.enabled") == [
        "account.shown",
        "account.disabled",
        "account.enabled",
    ]


@pytest.mark.proves("asvs:7.4.5")
def test_an_operator_ends_somebodys_sessions(operator: Browser, boris: Account) -> None:
    person = enter(BORIS)
    operator.send("/operator/people/find", contact=BORIS)
    operator.send("/operator/people/sessions")
    assert person.get("/account/security").status_code == 302
    assert not SignedIn.objects.filter(account_id=boris.pk).exists()


def test_a_reason_is_asked_and_nobody_shuts_their_own_account(
    operator: Browser, boris: Account, anya: Account
) -> None:
    operator.send("/operator/people/find", contact=BORIS)
    asked = operator.send("/operator/people/switch", on="no", reason=" ")
    assert wrong_fields(asked) == ["reason"]
    operator.send("/operator/people/find", contact=ANYA)
    own = operator.send("/operator/people/switch", on="no", reason="ошибка")
    assert own.status_code == 200  # the page as it was: nothing is said to be done
    for each in (anya, boris):
        each.refresh_from_db()
        assert each.is_active


@pytest.mark.parametrize(
    "contact", ["", "\x00", "nobody@example.org", "+7 199 999-99-99", "<b>" * 200]
)
def test_nobody_found_is_said(operator: Browser, contact: str) -> None:
    operator.send("/operator/people/find", contact=contact)
    assert 'class="card person"' not in page(operator.get("/operator/people"))
    assert operator.send("/operator/people/sessions").status_code == 404


def listed() -> str:
    out = StringIO()
    call_command("operator_list", stdout=out)
    return out.getvalue()


def test_the_command_appoints_and_dismisses(anya: Account) -> None:
    assert "Nobody yet" in listed()
    call_command("operator_add", ANYA)
    assert listed() == f"{ANYA}: since {clock.today().isoformat()}\n"
    assert anya.needs_second_factor
    call_command("operator_remove", ANYA)
    assert enter(ANYA).get("/operator/clients").status_code == 404
    for command in ("operator_add", "operator_remove"):
        with pytest.raises(CommandError):
            call_command(command, "+7 199 333-33-33")
