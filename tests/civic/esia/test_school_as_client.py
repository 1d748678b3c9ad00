"""The school's own way to the ESIA ends at this front door as it does at the real one."""

import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory
from pytest_django.live_server_helper import LiveServer

from parta.civic.citizens.models import Citizen
from parta.civic.esia import gost
from parta.civic.esia.oids import oid
from parta.civic.esia.own_certificate import own_certificate
from parta.idp.accounts.account import Account
from parta.oidc.dialects.esia.dialect import CURRENT, OLD, Esia
from parta.oidc.dialects.esia.signing import Command, Detached, Raw
from parta.oidc.dialects.esia.tokens import Seal
from parta.oidc.flow import begin, complete
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Refusal, Why
from tests.civic.esia.signers import gost_signer, rsa_signer
from tests.civic.esia.system import ANYA, Person, System

pytestmark = pytest.mark.django_db(transaction=True)
SCOPE = "openid fullname birthdate gender mobile email"


@pytest.fixture
def citizen(anya: Account, live_server: LiveServer, settings: Any) -> Citizen:
    settings.ISSUER = settings.PUBLIC_URL = live_server.url
    Citizen.objects.update(level="confirmed", email="anya@pochta.example")
    assert isinstance(anya, Citizen)
    return anya


@dataclass
class School:
    """Signs people in at the site as at the ESIA."""

    registration: Registration
    session: SessionBase = field(default_factory=SessionBase)

    def sign_in(self, person: Person, decision: str = "allow") -> Identity | Refusal:
        request = RequestFactory().get("/signin")
        request.session = self.session
        url = begin(request, self.registration)
        assert isinstance(url, str)
        path = url.removeprefix(self.registration.issuer)
        answer = person.decide(person.consent_page(path), decision)["Location"]
        request = RequestFactory().get("/back", dict(parse_qsl(urlsplit(answer).query)))
        request.session = self.session
        return complete(request, self.registration)


def by_rsa_in_cms(folder: Path) -> tuple[Esia, System]:
    (folder / "system.key").write_bytes(rsa_signer().key_pem)
    (folder / "system.crt").write_bytes(rsa_signer().pem)
    signer = Detached(str(folder / "system.crt"), str(folder / "system.key"))
    return Esia(OLD, signer, Seal(str(folder / "esia.crt"))), System(scope=SCOPE)


def by_raw_rsa(folder: Path) -> tuple[Esia, System]:
    system = System(scope=SCOPE)
    (folder / "system.key").write_bytes(rsa_signer().key_pem)
    signer = Raw(str(folder / "system.key"))
    return Esia(CURRENT, signer, Seal(str(folder / "esia.crt")), system.hash), system


def by_raw_gost(folder: Path) -> tuple[Esia, System]:
    """By a command, as docs/run/identity-providers.md has it; the engine, by its configuration."""
    if not gost.available():
        pytest.skip(f"OpenSSL has no GOST engine here: {gost.INSTALL}")
    signer = gost_signer()
    system = System(signer=signer, scope=SCOPE)
    key = signer.folder / "key.pem"
    command = f"env OPENSSL_CONF={gost.CONFIGURATION} openssl dgst -md_gost12_256 -sign {key}"
    seal = Seal(str(folder / "esia.crt"))
    return Esia(CURRENT, Command(command), seal, system.hash), system


def by_gost_both_ways(folder: Path) -> tuple[Esia, System]:
    """The site's tokens are signed by GOST too, and verified by a command."""
    dialect, system = by_raw_gost(folder)
    (folder / "gost.crt").write_bytes(own_certificate(by_gost=True))
    openssl = f"env OPENSSL_CONF={gost.CONFIGURATION} openssl"
    public = subprocess.run(
        shlex.split(f"{openssl} x509 -in {folder / 'gost.crt'} -noout -pubkey"),
        capture_output=True,
        check=True,
    ).stdout
    (folder / "gost.pub").write_bytes(public)
    verify = f"dgst -md_gost12_256 -verify {folder / 'gost.pub'} -signature {{signature}}"
    return replace(dialect, seal=Seal(command=f"{openssl} {verify}")), system


@pytest.mark.parametrize("way", [by_rsa_in_cms, by_raw_rsa, by_raw_gost, by_gost_both_ways])
def test_a_sign_in(
    way: Callable[[Path], tuple[Esia, System]],
    citizen: Citizen,
    live_server: LiveServer,
    tmp_path: Path,
) -> None:
    (tmp_path / "esia.crt").write_bytes(own_certificate())
    dialect, system = way(tmp_path)
    system.registered(gost_tokens=bool(dialect.seal.command))
    school = School(
        Registration(str(live_server.url), system.mnemonic, "", system.redirect_uri, SCOPE, dialect)
    )
    denied = school.sign_in(Person(ANYA), "deny")
    assert isinstance(denied, Refusal)
    assert denied.why is Why.DENIED
    who = school.sign_in(Person(ANYA))
    assert isinstance(who, Identity), who
    assert (who.subject, who.acr) == (str(oid(citizen)), "urn:parta:level:confirmed")
    assert who.claims == {
        "family_name": "Ковалёва",
        "given_name": "Анна",
        "birthdate": "2013-03-14",
        "gender": "female",
        "phone_number": "+7(199)1111111",
        "phone_number_verified": True,
        "email": "anya@pochta.example",
        "email_verified": False,
    }
