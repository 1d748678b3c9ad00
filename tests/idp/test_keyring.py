"""Signing keys wait, sign and retire, and no process has to be started anew for it."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client as Http
from joserfc.jwk import RSAKey, import_key

from parta.audit.models import AuditEvent
from parta.idp.provider import jobs, jose, keyring
from parta.idp.provider.settings import key_lives
from parta.kit.env import Misconfigured


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Path]:
    monkeypatch.setenv("PARTA_HOME", str(tmp_path))
    settings.HOME = tmp_path
    yield tmp_path
    keyring._parsed.cache_clear()


def kids(alg: str) -> list[str]:
    published = Http().get("/jwks").json()["keys"]
    return [key["kid"] for key in published if key["alg"] == alg]


def said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def token(alg: str = "RS256") -> str:
    return jose.signed({"iss": "http://127.0.0.1:8001"}, alg)


@pytest.mark.proves("provider:17")
@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_the_next_key_is_published_before_it_signs_and_the_previous_one_after(
    alg: str, db: None, settings: Any
) -> None:
    settings.ISSUER = "http://127.0.0.1:8001"
    current, following = kids(alg)
    old = token(alg)
    told = said("keys_rotate")
    assert f"{alg}: {following}" in told
    assert "until the next rotation" in told
    assert "90 days from now" in told
    now, newest, previous = kids(alg)
    assert (now, previous) == (following, current)
    assert newest not in {current, following}
    assert jose.own(old)
    assert jose.own(token(alg))
    said("keys_rotate")
    assert current not in kids(alg)
    assert not jose.own(old)


def test_what_stolen_keys_have_signed_counts_no_more(db: None, settings: Any) -> None:
    settings.ISSUER = "http://127.0.0.1:8001"
    old, before = token(), kids("RS256")
    assert "counts any more" in said("keys_rotate", "--stolen")
    assert not jose.own(old)
    assert not set(before) & set(kids("RS256"))
    actions = AuditEvent.objects.values_list("action", "actor", "object")
    assert list(actions) == [("keys.thrown-away", "operator", f"keys:{settings.SITE}")]


def test_keys_are_parsed_once_and_again_after_another_process_has_rotated(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.keys()
    parsed: list[object] = []

    def counted(jwk: Any) -> Any:
        parsed.append(jwk)
        return import_key(jwk)

    monkeypatch.setattr(keyring, "import_key", counted)
    for _ in range(5):
        token()
    assert not parsed
    keyring.rotate("system")
    for _ in range(5):
        token()
    assert len(parsed) == 6


def test_the_worker_rotates_when_it_is_time(db: None, settings: Any) -> None:
    first = kids("RS256")
    settings.KEY_LIVES = timedelta(days=90)
    jobs.rotate_keys()
    settings.CLOCK_OFFSET = timedelta(days=89)
    jobs.rotate_keys()
    assert kids("RS256") == first
    settings.CLOCK_OFFSET = timedelta(days=91)
    jobs.rotate_keys()
    jobs.rotate_keys()
    assert kids("RS256")[0] == first[1]
    actions = AuditEvent.objects.values_list("action", "actor")
    assert list(actions) == [("keys.rotated", "system")]


def test_the_only_key_of_an_older_installation_goes_on_signing(
    own_home: Path, db: None, settings: Any
) -> None:
    only = RSAKey.generate_key(2048)
    (own_home / "keys").mkdir()
    (own_home / "keys" / f"{settings.SITE}-rs256.pem").write_bytes(only.as_pem(private=True))
    only.ensure_kid()
    assert kids("RS256")[0] == only.kid


def test_the_keys_are_the_sites_alone(own_home: Path, db: None, settings: Any) -> None:
    keyring.keys()
    path = own_home / "keys" / f"{settings.SITE}-signing.json"
    assert path.stat().st_mode & 0o777 == 0o600
    keyring.rotate("system")
    assert path.stat().st_mode & 0o777 == 0o600
    private = {"d", "p", "q", "dp", "dq", "qi"}
    assert not any(private & set(key) for key in Http().get("/jwks").json()["keys"])


@pytest.mark.parametrize(("days", "fits"), [("1", True), ("90", True), ("0", False), ("x", False)])
def test_how_long_a_key_signs_is_a_setting(
    days: str, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTA_KEY_DAYS", days)
    if fits:
        assert key_lives() == timedelta(days=int(days))
    else:
        with pytest.raises(Misconfigured):
            key_lives()
