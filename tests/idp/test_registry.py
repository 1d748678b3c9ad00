"""Clients are registered by commands, with addresses that can't be abused."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from joserfc.jwk import ECKey, Key, RSAKey

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.accounts.claims import known_scopes
from parta.idp.provider import addresses
from parta.idp.provider.models import Client, digest
from parta.kit.keys import secret
from tests.idp.party import Browser, Party, ask, redeem

EC = ECKey.generate_key("P-256")


def said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_a_client_is_added_and_its_secret_shown_once(anya: Account) -> None:
    uris = ["https://a.example/back", "http://127.0.0.1:9999/cb"]
    arguments = [f"--redirect-uri={uri}" for uri in uris]
    arguments += ["--post-logout-redirect-uri=https://a.example/"]
    about = json.loads(said("client_add", "--name=Кружок", *arguments, "--json"))
    client = Client.objects.get()
    assert about == {
        "client_id": client.client_id,
        "client_secret": about["client_secret"],
        "issuer": settings.ISSUER,
        "redirect_uris": uris,
        "post_logout_redirect_uris": ["https://a.example/"],
        "backchannel_logout_uri": None,
        "origins": [],
    }
    assert client.secrets.get().hash == digest(about["client_secret"])
    party = Party(client.client_id, about["client_secret"], uris[1])
    asked = ask(party, scope=" ".join(known_scopes()))
    answer = Browser("+7 199 111-11-11").through(asked)
    assert redeem(asked, answer["code"]).status_code == 200


def test_a_public_client_has_no_secret(db: None) -> None:
    about = json.loads(
        said("client_add", "--name=App", "--redirect-uri=org.example.app:/cb", "--public", "--json")
    )
    assert about["client_secret"] is None
    assert not Client.objects.get().secrets.exists()
    assert "client_secret: (none: public client)" in said(
        "client_add", "--name=App", "--redirect-uri=org.example.app:/cb", "--public"
    )


def public_keys(tmp_path: Path, *keys: Key, private: bool = False) -> str:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"keys": [key.as_dict(private=private) for key in keys]}))
    return str(path)


def test_a_client_with_keys_and_wishes_of_its_own(db: None, tmp_path: Path) -> None:
    about = json.loads(
        said(
            "client_add",
            "--name=App",
            "--redirect-uri=https://a.example/back",
            "--backchannel-logout-uri=https://a.example/out",
            "--origin=https://a.example",
            "--origin=https://b.example",
            f"--jwks={public_keys(tmp_path, RSAKey.generate_key(2048), EC)}",
            "--id-token-alg=ES256",
            "--offline",
            "--json",
        )
    )
    client = Client.objects.get()
    assert about == {
        "client_id": client.client_id,
        "client_secret": None,
        "issuer": settings.ISSUER,
        "redirect_uris": ["https://a.example/back"],
        "post_logout_redirect_uris": [],
        "backchannel_logout_uri": "https://a.example/out",
        "origins": ["https://a.example", "https://b.example"],
    }
    assert (client.auth, client.id_token_alg) == ("key", "ES256")
    assert client.scopes == [*known_scopes(), "offline_access"]
    assert len(client.jwks["keys"]) == 2
    assert not client.secrets.exists()
    kept = AuditEvent.objects.values_list("action", "actor", "object")
    assert list(kept) == [("client.added", "operator", f"client:{client.client_id}")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"keys": []}',
        '{"keys": {}}',
        '{"keys": [7]}',
        '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}',
        '{"keys": [{"kty": "RSA", "n": "AQ", "e": "AQAB"}]}',
        '{"keys": [{"kty": "EC", "crv": "P-384", "x": "AA", "y": "AA"}]}',
        "[" * 100_000,
    ],
)
def test_keys_that_prove_nothing_are_refused(text: str, db: None, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(CommandError):
        said("client_add", "--name=A", "--redirect-uri=https://a.example/", f"--jwks={path}")
    assert not Client.objects.exists()


def test_private_and_small_keys_are_refused(db: None, tmp_path: Path) -> None:
    small = RSAKey.generate_key(1024)
    for path in (
        public_keys(tmp_path, EC, private=True),
        public_keys(tmp_path, small),
        public_keys(tmp_path, *[EC] * 6),
        str(tmp_path / "nothing"),
    ):
        with pytest.raises(CommandError):
            said("client_add", "--name=A", "--redirect-uri=https://a.example/", f"--jwks={path}")
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    ("uri", "fits"),
    [
        ("https://a.example/back", True),
        ("https://a.example:8443/back?x=1", True),
        ("http://127.0.0.1:8000/signin/callback", True),
        ("http://localhost/cb", True),
        ("http://school.localhost:8000/cb", True),
        ("http://[::1]:9/cb", True),
        ("org.example.app:/cb", True),
        ("http://a.example/back", False),
        ("https:///back", False),
        ("https://a.example/back#x", False),
        ("https://u:p@a.example/back", False),
        ("https://a.example/ back", False),
        ("https://пример.рф/", False),
        ("https://[/", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("app:/cb", False),
        ("/cb", False),
        ("", False),
        ("https://a.example/\nx", False),
    ],
)
def test_what_can_be_a_redirect_uri(uri: str, fits: bool, settings: Any) -> None:
    settings.ISSUER = "https://id.example"
    assert (addresses.fault_of(uri) is None) is fits


def test_a_site_on_plain_http_may_send_back_by_http(settings: Any) -> None:
    settings.ISSUER = "http://10.0.0.5:8001"
    assert addresses.fault_of("http://10.0.0.5:8000/signin/callback") is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["--name= ", "--redirect-uri=https://a.example/"],
        ["--name=A", "--redirect-uri=/cb"],
        ["--name=A", "--redirect-uri=https://a.example/", "--post-logout-redirect-uri=/"],
        ["--name=A", "--redirect-uri=https://a.example/", "--backchannel-logout-uri=/x"],
        ["--name=A", "--redirect-uri=https://a.example/", "--origin=https://a.example/"],
    ],
)
def test_an_unfit_client_is_refused_with_a_sentence(arguments: list[str], db: None) -> None:
    with pytest.raises(CommandError):
        said("client_add", *arguments)
    assert not Client.objects.exists()


def test_the_own_school_is_registered_once_and_follows_its_address(db: None, settings: Any) -> None:
    assert said("client_ensure") == "The school is registered.\n"
    assert said("client_ensure") == "Nothing to do.\n"
    client = Client.objects.get()
    kept = secret(f"school-at-{settings.SITE}")
    assert (client.client_id, client.secrets.get().hash) == ("school", digest(kept))
    callback = {"civic": "/signin/callback", "learnid": "/learning/callback"}[settings.SITE]
    assert client.redirect_uris == [f"{settings.SITE_URLS['school']}{callback}"]
    assert client.post_logout_redirect_uris == [f"{settings.SITE_URLS['school']}/signout/next/"]
    Client.objects.update(sector="as it always was")
    settings.SITE_URLS = settings.SITE_URLS | {"school": "https://school.example"}
    assert said("client_ensure") == "The school is registered.\n"
    client = Client.objects.get()
    assert client.redirect_uris == [f"https://school.example{callback}"]
    assert client.post_logout_redirect_uris == ["https://school.example/signout/next/"]
    assert client.sector == "as it always was"
    back = "--backchannel-logout-uri=https://school.example/out"
    assert said("client_ensure", back) == "The school is registered.\n"
    assert said("client_ensure", back) == "Nothing to do.\n"
    client.refresh_from_db()
    assert client.backchannel_logout_uri == "https://school.example/out"
    assert client.secrets.get().hash == digest(kept)
