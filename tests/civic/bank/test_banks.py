"""The operator's file of banks: read whole, or refused with one sentence."""

from pathlib import Path

import pytest

from parta.civic.bank.banks import Bank, from_environment
from parta.kit.env import Misconfigured

PLAIN = """
[alfa]
name = "Альфа"
issuer = "https://id.alfa.example"
client_id = "parta"
client_secret = "s"
"""


def read(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> tuple[Bank, ...]:
    file = folder / "banks.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("PARTA_BANKS", str(file))
    return from_environment(False)


def test_without_the_setting_there_is_no_bank_and_in_the_demo_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PARTA_BANKS", raising=False)
    monkeypatch.setenv("PARTA_HOME", str(tmp_path))
    assert from_environment(False) == ()
    (demo,) = from_environment(True)
    assert (demo.key, demo.scope) == ("demo", "openid profile document")


def test_each_table_is_a_bank(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = f"""{PLAIN}
[beta-2]
name = "Бета"
issuer = "http://127.0.0.1:9000"
client_id = "p"
client_secret = "t"
scope = "openid passport"
document = ["identification.series", "identification.number"]
"""
    alfa, beta = read(monkeypatch, tmp_path, text)
    assert alfa == Bank("alfa", "Альфа", "https://id.alfa.example", "parta", "s")
    assert (alfa.scope, alfa.document) == ("openid profile", ("document_number",))
    assert beta.scope == "openid passport"
    assert beta.document == ("identification.series", "identification.number")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[alfa]", "[Alfa]", "its name in brackets"),
        ("[alfa]", "[demo]", "its name in brackets"),
        ('name = "Альфа"', "", "name must be given"),
        ('client_secret = "s"', "client_secret = 5", "client_secret must be given"),
        ("https://id.alfa.example", "http://id.alfa.example", "https://"),
        ("https://id.alfa.example", "id.alfa.example", "https://"),
        ("client_id =", "client =", "only client_id"),
        ('"parta"', '"parta"\nscope = "profile"', "openid"),
        ('"parta"', '"parta"\ndocument = "number"', "list of claims"),
        ('"parta"', '"parta"\ndocument = []', "list of claims"),
        ("[alfa]", "[alfa", "can't be read"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(Misconfigured, match=words):
        read(monkeypatch, tmp_path, PLAIN.replace(old, new))


def test_a_file_that_is_not_there_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PARTA_BANKS", str(tmp_path / "none.toml"))
    with pytest.raises(Misconfigured, match=r"none\.toml can't be read"):
        from_environment(False)
