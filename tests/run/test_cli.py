import pytest

from parta import cli
from parta.kit.env import Misconfigured
from parta.run.trouble import Trouble

CLIENT = ["--name", "Кружок", "--redirect-uri", "https://a.example/b", "--public", "--json"]
SCHOOL = ["--name", "Школа № 12", "--tz", "Europe/Moscow", "--admin-contact", "+79990000000"]


@pytest.mark.parametrize(
    ("typed", "run"),
    [
        (["client", "add", "civic", *CLIENT], ("civic", ["client_add", *CLIENT])),
        (["client", "add", "learnid", *CLIENT], ("learnid", ["client_add", *CLIENT])),
        (["school", "add", *SCHOOL], ("school", ["school_add", *SCHOOL])),
        (["school", "add", "--help"], ("school", ["school_add", "--help"])),
        (["audit", "school", "--json"], ("school", ["audit", "--json"])),
        (["audit", "learnid"], ("learnid", ["audit"])),
    ],
)
def test_a_sites_command_gets_its_options_as_they_were_typed(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], run: tuple[str, list[str]]
) -> None:
    became: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(cli, "replace_with_manage", lambda *command: became.append(command))
    assert cli.main(typed) == 0
    assert became == [run]


@pytest.mark.parametrize(
    "typed", [["client", "add", "school"], ["client", "remove"], [], ["down"], ["audit"]]
)
def test_what_does_not_exist_is_refused(typed: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(typed)
    assert end.value.code == 2


@pytest.mark.parametrize("error", [Trouble("Do this."), Misconfigured("Do this.")])
def test_trouble_is_one_line_and_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli, "up", fail)
    assert cli.main(["up"]) == 1
    assert capsys.readouterr().err == "Do this.\n"
