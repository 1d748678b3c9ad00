"""The report of a day: counts by place and clerk, as a page and as a file."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from parta.civic.assurance.models import Visit
from parta.civic.desk.report import FORMULAS, Line, of_day, write
from parta.kit import clock as the_clock
from tests.civic.desk.lost import Lost, by_paper, settle
from tests.civic.visitor import clerk, decide, documented, find, of, show_code

pytestmark = pytest.mark.django_db
THERE = "МФЦ на Лесной"


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.fixture
def done() -> Any:
    """A day of Nina's: one confirmed, one refused, one recovered; and one of another place."""
    nina = of(clerk())
    people = [documented(f"20000{n}", f"0876543030{n}", phone=f"+7199200001{n}") for n in range(4)]
    find(nina, show_code(people[0]))
    decide(nina)
    find(nina, show_code(people[1]))
    decide(nina, decision="refuse", reason="no-paper")
    by_paper(nina, Lost().prove(), people[2], number="36 26 200002")
    settle(nina)
    there = of(clerk("+71991000099", THERE))
    find(there, show_code(people[3]))
    return nina


def test_a_day_is_counted_by_place_and_clerk(done: Any) -> None:
    lines = {line.place: line for line in of_day(the_clock.today())}
    mine, other = lines["МФЦ на Садовой, окно 4"], lines[THERE]
    assert (mine.clerk, mine.shown, mine.confirmed, mine.recovered) == ("Фомина Нина", 3, 1, 1)
    assert dict(mine.refused) == {"no-paper": 1}
    assert (other.shown, other.confirmed, other.refusals) == (1, 0, 0)
    assert of_day(the_clock.today() - timedelta(days=1)) == []


def test_a_clerk_reads_the_report_of_the_own_place(done: Any) -> None:
    page = done.get("/desk/day").content.decode()
    assert "Фомина Нина" in page
    assert THERE not in page
    file = done.get("/desk/day.csv")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert THERE not in file.content.decode()
    rows = file.content.decode("utf-8-sig").splitlines()
    assert rows[1] == "МФЦ на Садовой, окно 4;Фомина Нина;3;1;1;0;0;0;1;0"
    yesterday = the_clock.today() - timedelta(days=1)
    assert "Фомина Нина</b>" not in done.get(f"/desk/day?date={yesterday}").content.decode()


@pytest.mark.parametrize("said", ["x", "2026-13-01", "1999-01-01", "9999-01-01", "\x00"])
def test_a_day_that_cannot_be_has_no_report(said: str) -> None:
    desk = of(clerk())
    assert desk.get("/desk/day", {"date": said}).status_code == 404
    assert desk.get("/desk/day.csv", {"date": said}).status_code == 404


def test_nobody_else_reads_a_report() -> None:
    assert of(documented()).get("/desk/day").status_code == 404
    assert (
        of(documented("200000", "08765430300", phone="+71991000006"))
        .get("/desk/day.csv")
        .status_code
        == 404
    )


def test_the_operator_reads_every_place(done: Any) -> None:
    out = StringIO()
    call_command("desk_report", stdout=out)
    assert THERE in out.getvalue()
    out = StringIO()
    call_command("desk_report", place=THERE, date=date(2020, 1, 1), stdout=out)
    assert len(out.getvalue().splitlines()) == 1
    with pytest.raises(CommandError, match="not a day"):
        call_command("desk_report", "--date", "x")


@pytest.mark.parametrize("sign", FORMULAS)
def test_nothing_in_the_file_is_run_by_a_spreadsheet(sign: str) -> None:
    out = StringIO()
    write([Line(f"{sign}1+1", f"{sign}cmd")], out)
    row = out.getvalue().splitlines()[-1]
    assert not any(cell.startswith(FORMULAS) for cell in row.split(";") if cell.strip('"'))


def test_a_clerk_who_is_no_more_is_counted_without_a_name(done: Any) -> None:
    Visit.objects.update(clerk=None)
    lines = {line.place: line for line in of_day(the_clock.today()) if line.confirmed}
    assert [line.clerk for line in lines.values()] == ["закрытая запись"]
    assert done.get("/desk/day").status_code == 200


def test_a_second_clerk_is_counted_only_where_there_is_one(done: Any, settings: Any) -> None:
    assert "Проверил" not in done.get("/desk/day").content.decode()
    settings.DESK_TWO_PERSONS = True
    assert "Проверил" in done.get("/desk/day").content.decode()
    settings.DESK_TWO_PERSONS = False
    Visit.objects.update(second=clerk("+71991000098", "МФЦ на Садовой, окно 4").citizen)
    assert "Проверил" in done.get("/desk/day").content.decode()  # what was done stays told
