"""The operator's commands: a system is added, seen, given another certificate, and goes."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from parta.audit.models import AuditEvent
from parta.civic.esia import certificates, gost
from parta.civic.esia.models import System as Row
from parta.civic.esia.scopes import CLAIMS
from tests.civic.esia.signers import rsa_signer

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(f"esia_{command}", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "system.pem"
    path.write_bytes(rsa_signer().pem)
    return path


def asked(file: Path, **changes: str) -> list[str]:
    options = {
        "mnemonic": "SYSTEM01",
        "name": "Портал района",
        "certificate": str(file),
        "redirect-uri": "https://system.example/esia",
        **changes,
    }
    return [f"--{name}={value}" for name, value in options.items()]


def test_the_life_of_a_system(file: Path) -> None:
    assert "SYSTEM01 is registered" in run("add", *asked(file))
    (about,) = json.loads(run("list", "--json"))
    (certificate,) = about.pop("certificates")
    assert about == {
        "mnemonic": "SYSTEM01",
        "name": "Портал района",
        "redirect_uris": ["https://system.example/esia"],
        "logout_redirect_urls": [],
        "scopes": list(CLAIMS),
        "confirmed_only": False,
        "gost_tokens": False,
    }
    assert certificate["key"] == "RSA"
    assert len(certificate["client_certificate_hash"]) == (64 if gost.available() else 0)
    file.write_bytes(rsa_signer("second").certificate)
    run("certificate", "--mnemonic=SYSTEM01", f"--certificate={file}")
    assert len(json.loads(run("list", "--json"))[0]["certificates"]) == 2
    assert "mnemonic: SYSTEM01" in run("list")
    run("remove", "--mnemonic=SYSTEM01")
    assert not Row.objects.exists()
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["esia.added", "esia.renewed", "esia.removed"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"mnemonic": "два слова"}, "A mnemonic has"),
        ({"scope": "openid nonsense"}, "The scope nonsense is not known"),
        ({"redirect-uri": "ftp://x"}, "can't be a redirect URI"),
        ({"name": " "}, "needs a name"),
        ({"certificate": "/nowhere"}, "/nowhere: No such file"),
        ({"certificate": __file__}, "no X.509 certificate"),
    ],
)
def test_what_can_not_be_added(changes: dict[str, str], sentence: str, file: Path) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("add", *asked(file, **changes))


def test_gost_where_there_is_no_engine(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> bool:
        return False

    monkeypatch.setattr(gost, "engine", none)
    with pytest.raises(CommandError, match="tokens are to be signed by GOST, and here OpenSSL"):
        run("add", *asked(file), "--gost-tokens")
    assert not Row.objects.exists()
    run("add", *asked(file))
    monkeypatch.setattr(gost, "CONFIGURATION", file)
    with pytest.raises(CommandError, match="brings the engine"):
        run("key", "--gost")


@pytest.mark.usefixtures("engine")
def test_the_certificate_of_tokens_that_gost_signs(file: Path) -> None:
    run("add", *asked(file), "--gost-tokens")
    assert json.loads(run("list", "--json"))[0]["gost_tokens"] is True
    assert certificates.read(run("key", "--gost").encode()).is_gost
    assert not certificates.read(run("key").encode()).is_gost


def test_twice_and_never(file: Path) -> None:
    run("add", *asked(file))
    arguments: list[Any] = [
        ("add", *asked(file)),
        ("certificate", "--mnemonic=SYSTEM01", f"--certificate={file}"),
        ("certificate", "--mnemonic=NOBODY", f"--certificate={file}"),
        ("remove", "--mnemonic=NOBODY"),
    ]
    for command, *rest in arguments:
        with pytest.raises(CommandError):
            run(command, *rest)
