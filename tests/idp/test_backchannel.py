"""Clients are told that a session has ended, and asked again until they have heard it."""

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client as Http
from joserfc import jwt
from joserfc.jwk import KeySet

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.provider import jobs, jose
from parta.idp.provider.disable import disable
from parta.idp.provider.models import Algorithm, Client, LogoutNotice
from parta.idp.provider.rules import notice_waits
from parta.kit import clock
from tests.idp.conftest import account
from tests.idp.party import PASSWORD, Browser, Party, ask, redeem

ANYA, BORIS = "+7 199 111-11-11", "8 199 222 22 22"
EVENT = "http://schemas.openid.net/event/backchannel-logout"


class Listener:
    """The back door of all clients, on this machine."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, dict[str, list[str]]]] = []
        self.answers: dict[str, int] = {}  # status by path; 200 for the others
        listener = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                kind = self.headers["Content-Type"]
                listener.heard.append((self.path, kind, parse_qs(body, strict_parsing=True)))
                self.send_response(listener.answers.get(self.path, 200))
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Door)
        Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, client: str) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/{client}"

    def tokens(self) -> dict[str, dict[str, Any]]:
        """Claims of the logout tokens by the path that got them, in order."""
        return {path: jose.own(body["logout_token"][0]) for path, _, body in self.heard}

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.heard]


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def told(listener: Listener, party: Party, other: Party) -> tuple[Party, Party]:
    """Two clients that want to know."""
    for client in Client.objects.all():
        Client.objects.filter(pk=client.pk).update(
            backchannel_logout_uri=listener.address(client.pk)
        )
    return party, other


def enter(browser: Browser, party: Party) -> dict[str, Any]:
    """The claims of the ID token that the client got."""
    asked = ask(party)
    return jose.own(redeem(asked, browser.through(asked)["code"]).json()["id_token"])


@pytest.mark.proves("provider:13", "asvs:7.4.1")
def test_every_client_of_the_session_is_told_and_no_other(
    anya: Account, told: tuple[Party, Party], public: Party, listener: Listener
) -> None:
    browser, elsewhere = Browser(ANYA), Browser(ANYA)
    party, other = told
    seen = {f"/{p.client_id}": enter(browser, p) for p in (party, other, public, party)}
    enter(elsewhere, party)
    browser.send("/signout", x="")
    jobs.tell_of_ended_sessions()
    assert sorted(listener.paths()) == ["/other", "/party"]
    for path, claims in listener.tokens().items():
        assert claims == {
            "iss": seen[path]["iss"],
            "sub": seen[path]["sub"],
            "aud": path[1:],
            "iat": claims["iat"],
            "exp": claims["iat"] + 120,
            "jti": claims["jti"],
            "events": {EVENT: {}},
            "sid": seen[path]["sid"],
        }
    jobs.tell_of_ended_sessions()
    assert len(listener.heard) == 2
    assert not LogoutNotice.objects.exists()


@pytest.mark.proves("provider:17")
@pytest.mark.parametrize("alg", Algorithm.values)
def test_the_token_is_signed_as_the_client_wants_it(
    alg: str, anya: Account, told: tuple[Party, Party], listener: Listener
) -> None:
    Client.objects.update(id_token_alg=alg)
    browser = Browser(ANYA)
    asked = ask(told[0])
    id_token = redeem(asked, browser.through(asked)["code"]).json()["id_token"]
    browser.send("/signout", x="")
    jobs.tell_of_ended_sessions()
    ((_, kind, body),) = listener.heard
    assert kind == "application/x-www-form-urlencoded"
    assert list(body) == ["logout_token"]
    keys = KeySet.import_key_set(Http().get("/jwks").json())
    for text, typ in ((body["logout_token"][0], "logout+jwt"), (id_token, None)):
        header = jwt.decode(text, keys, algorithms=[alg]).header
        assert (header["alg"], header.get("typ")) == (alg, typ if typ else header.get("typ"))


@pytest.mark.proves("asvs:7.6.1")
@pytest.mark.parametrize("how", ["client", "elsewhere", "somebody else", "disabled", "password"])
def test_however_a_session_ends_its_clients_are_told(
    how: str, anya: Account, told: tuple[Party, Party], listener: Listener
) -> None:
    browser = Browser(ANYA)
    asked = ask(told[0])
    id_token = redeem(asked, browser.through(asked)["code"]).json()["id_token"]
    sid = jose.own(id_token)["sid"]
    if how == "client":
        browser.get(f"/end-session?id_token_hint={id_token}")
    elif how == "elsewhere":
        second = Browser(ANYA)
        second.sign_in()
        second.send("/account/sessions/end", sid=sid)
    elif how == "somebody else":
        account("+71992222222")
        browser.sign_in(BORIS)
    elif how == "password":
        second = Browser(ANYA)
        second.sign_in()
        second.send("/account/password", present=PASSWORD, password="another long song about it")
    else:
        assert disable(anya, "operator", "asked for it")
    jobs.tell_of_ended_sessions()
    assert [claims["sid"] for claims in listener.tokens().values()] == [sid]


@pytest.mark.proves("asvs:7.6.1", "asvs:7.3.2")
def test_the_end_of_a_session_that_has_grown_too_old_is_told(
    anya: Account, told: tuple[Party, Party], listener: Listener, settings: Any
) -> None:
    browser = Browser(ANYA)
    claims = enter(browser, told[0])
    settings.CLOCK_OFFSET = timedelta(days=90, minutes=1)
    assert browser.get("/account/security").status_code == 302
    jobs.tell_of_ended_sessions()
    assert [said["sid"] for said in listener.tokens().values()] == [claims["sid"]]


def test_who_does_not_hear_is_asked_again_later_and_later_for_a_day(
    anya: Account, told: tuple[Party, Party], listener: Listener, settings: Any
) -> None:
    listener.answers["/party"] = 500
    browser = Browser(ANYA)
    for party in told:
        enter(browser, party)
    browser.send("/signout", x="")
    pauses, waited = [], timedelta()
    jobs.tell_of_ended_sessions()
    while owed := LogoutNotice.objects.first():
        pause = owed.next_at - clock.now()
        waited += pause
        pauses.append(round(pause.total_seconds()))
        settings.CLOCK_OFFSET = waited + timedelta(seconds=len(pauses))
        jobs.tell_of_ended_sessions()
    assert pauses[:5] == [5, 15, 45, 135, 405]
    assert pauses == sorted(pauses)
    assert timedelta(hours=22) < waited < timedelta(hours=27)
    assert sorted(listener.paths()) == ["/other", *["/party"] * (len(pauses) + 1)]
    assert not LogoutNotice.objects.exists()
    lost = AuditEvent.objects.get(action="client.logouts-untold")
    assert (lost.object, lost.detail) == ("client:party", {"sessions": 1})


@pytest.mark.parametrize("status", [302, 307, 400, 404, 503])
def test_only_a_success_is_an_answer_and_no_redirect_is_followed(
    status: int, anya: Account, told: tuple[Party, Party], listener: Listener, settings: Any
) -> None:
    listener.answers["/party"] = status
    browser = Browser(ANYA)
    enter(browser, told[0])
    browser.send("/signout", x="")
    jobs.tell_of_ended_sessions()
    assert LogoutNotice.objects.get().attempts == 1
    assert listener.paths() == ["/party"]
    listener.answers["/party"] = 204
    settings.CLOCK_OFFSET = timedelta(seconds=6)
    jobs.tell_of_ended_sessions()
    assert not LogoutNotice.objects.exists()
    first, second = (jose.own(body["logout_token"][0]) for _, _, body in listener.heard)
    assert first["jti"] != second["jti"]


def test_a_silent_client_is_asked_once_a_round(
    anya: Account, told: tuple[Party, Party], listener: Listener
) -> None:
    Client.objects.filter(pk="party").update(backchannel_logout_uri="http://127.0.0.1:9/")
    for _ in range(3):
        browser = Browser(ANYA)
        for party in told:
            enter(browser, party)
        browser.send("/signout", x="")
    jobs.tell_of_ended_sessions()
    assert listener.paths() == ["/other"] * 3
    assert sorted(LogoutNotice.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_an_address_that_may_no_longer_be_called_is_not_called(
    anya: Account, told: tuple[Party, Party], listener: Listener, settings: Any
) -> None:
    browser = Browser(ANYA)
    enter(browser, told[0])
    browser.send("/signout", x="")
    settings.ISSUER = "https://id.example"  # no test bed any more
    jobs.tell_of_ended_sessions()
    assert not listener.heard


def test_a_session_of_weeks_still_knows_its_clients(
    anya: Account, told: tuple[Party, Party], listener: Listener, settings: Any
) -> None:
    browser = Browser(ANYA)
    enter(browser, told[0])
    for day in (1, 8, 15):
        settings.CLOCK_OFFSET = timedelta(days=day)
        browser.get("/account")  # in use
        enter(browser, told[0])
        jobs.forget_what_has_run_out()
    settings.CLOCK_OFFSET = timedelta(days=20)
    jobs.forget_what_has_run_out()
    browser.send("/signout", x="")
    jobs.tell_of_ended_sessions()
    assert listener.paths() == ["/party"]


def test_a_code_that_was_never_redeemed_signs_nobody_in(
    anya: Account, told: tuple[Party, Party]
) -> None:
    browser = Browser(ANYA)
    browser.through(ask(told[0]))
    browser.send("/signout", x="")
    assert not LogoutNotice.objects.exists()


def test_pauses_grow_to_two_hours() -> None:
    waits = [notice_waits(attempts).total_seconds() for attempts in range(1, 10)]
    assert waits == [5, 15, 45, 135, 405, 1215, 3645, 7200, 7200]
    assert notice_waits(10**6) == timedelta(hours=2)
