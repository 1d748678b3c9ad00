"""The stand: one command from a certificate to a login, and faults said aloud."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from django.core.management import CommandError, call_command

from parta.civic.assurance.levels import LADDER
from parta.civic.assurance.models import Document
from parta.civic.assurance.papers import why_wrong
from parta.civic.citizens.models import Citizen
from parta.civic.esia.models import System as Row
from parta.civic.esia.stand.load import load
from parta.civic.esia.stand.people import PASSWORD, PEOPLE
from parta.civic.family.access import children_of
from parta.kit import clock, snils
from parta.kit.birthdates import age
from parta.run.places import ROOT
from tests.civic.esia.signers import rsa_signer
from tests.civic.esia.system import CURRENT, Person, System, packed
from tests.idp.conftest import account
from tests.journeys.installation import free_ports

PATIENCE_SECONDS = 120


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2031, 2, 28), date(2028, 2, 29)])
def test_people_are_what_they_are_said_to_be(today: date, db: None) -> None:
    first, again = load(today), load(today)
    assert [number for _, number in first] == [number for _, number in again]
    for person in PEOPLE:
        assert age(person.birthdate(today), today) == person.age
        assert person.snils is None or snils.valid(person.snils)
    for paper in Document.objects.select_related("citizen"):
        born = paper.citizen.birthdate
        assert why_wrong(paper.paper.kind, paper.issued_on, born, today) is None
    assert {person.level for person in PEOPLE} == {*LADDER}


def test_the_parent_has_children(db: None) -> None:
    load(clock.today())
    parent = Citizen.objects.get(phone="+71993000004")
    assert [row.child.given_name for row in children_of(parent)] == ["Вера", "Лев"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "system.pem"
    path.write_bytes(rsa_signer().pem)
    return path


def fill(file: Path, **changes: str) -> dict[str, object]:
    options = {
        "mnemonic": "SYSTEM01",
        "name": "Проба",
        "certificate": str(file),
        "redirect-uri": System().redirect_uri,
        **changes,
    }
    out = StringIO()
    call_command("esia_stand", *(f"--{k}={v}" for k, v in options.items()), stdout=out)
    return dict(json.loads(out.getvalue()))


def test_a_start_fills_the_stand_and_the_next_changes_the_system(file: Path, db: None) -> None:
    told = fill(file)
    assert len(list(told["people"])) == len(PEOPLE)  # type: ignore[call-overload]
    fill(file, scope="openid fullname")
    assert Row.objects.get().scopes == ["openid", "fullname"]
    file.write_bytes(rsa_signer("second").certificate)
    fill(file)
    assert Row.objects.get().certificates.count() == 2
    person = Person("+71993000003")
    person.sign_in(password=PASSWORD)
    assert person.get("/account").status_code == 200


def test_real_people_keep_the_stand_out(file: Path, db: None) -> None:
    account("+71991111111")
    with pytest.raises(CommandError, match="--home"):
        fill(file)
    assert not Row.objects.exists()


@dataclass
class Stand:
    """The command itself, running, and what it has said."""

    url: str
    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if "The stand answers" in line:
                self.ready.set()

    def heard(self) -> str:
        return "".join(self.said)


@pytest.fixture
def stand(file: Path, tmp_path: Path) -> Iterator[Stand]:
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "parta.cli", "esia-stand", "--mnemonic=SYSTEM01"]
    command += [f"--certificate={file}", f"--redirect-uri={System().redirect_uri}"]
    command += [f"--home={tmp_path / 'home'}", f"--port={port}"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PARTA_", "DJANGO_"))}
    process = subprocess.Popen(
        command, cwd=ROOT, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    stand = Stand(f"http://127.0.0.1:{port}", process)
    threading.Thread(target=stand.listen, daemon=True).start()
    try:
        assert stand.ready.wait(PATIENCE_SECONDS), stand.heard()
        yield stand
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_SECONDS)


def press(browser: httpx.Client, page: httpx.Response, **typed: str) -> httpx.Response:
    form = re.search(r'<form method="post"(?: action="([^"]*)")?', page.text)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page.text)
    assert form
    assert token
    address = unescape(form[1]) if form[1] else str(page.url)
    return browser.post(address, data={**typed, "csrfmiddlewaretoken": token[1]})


@pytest.mark.skipif(
    "PARTA_CIVIC_DATABASE_URL" in os.environ, reason="The stand keeps a SQLite file of its own."
)
def test_from_a_certificate_to_a_login(stand: Stand) -> None:
    system = System(generation=CURRENT, scope="openid fullname kids")
    client = httpx.Client(base_url=stand.url, timeout=30, follow_redirects=False)
    wrong = packed(rsa_signer().raw("something else"))
    refused = client.get(system.url(client_secret=wrong))
    assert "ESIA-007053" in refused.headers["Location"]

    page = client.get(system.url())
    while page.headers.get("Location", "").startswith("/"):
        page = client.get(page.headers["Location"])
    page = press(client, page, identifier="+71993000004", password=PASSWORD)
    while page.headers.get("Location", "").startswith("/"):
        page = client.get(page.headers["Location"])
    assert "Родионов Лев" in page.text
    page = press(client, page, decision="allow")
    code = parse_qs(urlsplit(page.headers["Location"]).query)["code"][0]

    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": system.redirect_uri}
    told = client.post("/aas/oauth2/v3/te", content=urlencode(system.form(form)), headers=FORM)
    assert told.status_code == 200, told.text
    bearer = {"Authorization": f"Bearer {told.json()['access_token']}"}
    oid = re.search(r"\+71993000004 +([0-9]+)", stand.heard())
    assert oid
    kids = client.get(f"/rs/prns/{oid[1]}/kids?embed=(elements)", headers=bearer).json()
    assert [kid["firstName"] for kid in kids["elements"]] == ["Вера", "Лев"]
    assert "to be signed: 'SYSTEM01openid fullname kids2" in stand.heard()
    assert wrong not in stand.heard()


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
