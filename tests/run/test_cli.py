import pytest

from parta import cli
from parta.kit.env import Misconfigured
from parta.run.places import ROOT
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
        (["operator", "list", "civic"], ("civic", ["operator_list"])),
        (["operator", "add", "civic", "--help"], ("civic", ["operator_add", "--help"])),
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


HELP = [
    (["operator", "add", "--help"], "parta operator {add,list,remove} {civic,learnid} ..."),
    (["keys", "--help"], "parta keys rotate {civic,learnid} ..."),
    (["school", "--help"], "parta school add ..."),
    (["audit", "--help"], "parta audit {school,civic,learnid} ..."),
]


@pytest.mark.parametrize(("typed", "usage"), HELP)
def test_help_says_what_is_typed_and_where_there_is_more(
    capsys: pytest.CaptureFixture[str], typed: list[str], usage: str
) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(typed)
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: {usage}\n")
    assert "rest" not in said
    assert all(f"  {verb} " in said for verb in cli.PASSED_ON[typed[0]].verbs)
    assert f"What each takes: parta {typed[0]} " in said


def test_every_command_that_is_passed_on_is_there() -> None:
    there = {path.stem for path in ROOT.glob("parta/**/management/commands/[a-z]*.py")}
    passed = {
        f"{name}_{verb}" if verb else name
        for name, command in cli.PASSED_ON.items()
        for verb in (command.verbs or [""])
    }
    assert passed <= there


@pytest.mark.parametrize("error", [Trouble("Do this."), Misconfigured("Do this.")])
def test_trouble_is_one_line_and_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli, "up", fail)
    assert cli.main(["up"]) == 1
    assert capsys.readouterr().err == "Do this.\n"
