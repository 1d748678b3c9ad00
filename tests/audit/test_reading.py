"""The audit is read newest first, a page at a time, and by a school only its own."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from parta.audit.models import AuditEvent
from parta.audit.reading import Asked, of_scope, of_site

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 25, 9, tzinfo=UTC)
ANYA, KLARA = "person:anya", "person:klara"


@pytest.fixture(autouse=True)
def events() -> list[AuditEvent]:
    """Hourly from nine: what klara and anya did in school 1, and somebody in school 2."""
    rows = [
        ("1", KLARA, "contact.bound", ANYA),
        ("1", ANYA, "signin.linked", ANYA),
        ("2", "person:far", "signin.linked", "person:far"),
        ("1", ANYA, "lesson.entered", "lesson:7"),
        ("", "operator", "school.started", "person:far"),
    ]
    return [
        AuditEvent.objects.create(
            ts=NINE + timedelta(hours=n), scope=scope, actor=actor, action=action, object=thing
        )
        for n, (scope, actor, action, thing) in enumerate(rows)
    ]


ASKED: list[tuple[Asked, list[int]]] = [
    (Asked(), [3, 1, 0]),
    (Asked(keys=(ANYA,)), [3, 1, 0]),
    (Asked(keys=(KLARA,)), [0]),
    (Asked(keys=("lesson:7",)), [3]),
    (Asked(keys=("person:far",)), []),  # of another school
    (Asked(keys=()), []),
    (Asked(action="signin.linked"), [1]),
    (Asked(action="no.such.action"), []),
    (Asked(since=NINE + timedelta(hours=1)), [3, 1]),
    (Asked(until=NINE + timedelta(hours=1)), [0]),
    (Asked(keys=(ANYA,), action="lesson.entered", since=NINE), [3]),
]


@pytest.mark.parametrize(("asked", "found"), ASKED)
def test_a_school_reads_its_own_events(
    events: list[AuditEvent], asked: Asked, found: list[int]
) -> None:
    assert of_scope("1", asked).events == [events[n] for n in found]


def test_the_operator_reads_everything(events: list[AuditEvent]) -> None:
    assert of_site(Asked()).events == events[::-1]
    assert of_site(Asked(keys=("person:far",))).events == [events[4], events[2]]


def test_pages_follow_each_other_without_a_gap(events: list[AuditEvent]) -> None:
    first = of_scope("1", Asked(), size=2)
    assert (first.events, first.older) == ([events[3], events[1]], events[1].pk)
    last = of_scope("1", Asked(before=first.older), size=2)
    assert (last.events, last.older) == ([events[0]], None)
    assert of_scope("1", Asked(), size=3).older is None


def told(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("audit", *arguments, stdout=out)
    return out.getvalue().splitlines()


COMMANDS: list[tuple[list[str], list[int]]] = [
    ([], [4, 3, 2, 1, 0]),
    (["--school", "1"], [3, 1, 0]),
    (["--key", KLARA, "--key", "operator"], [4, 0]),
    (["--action", "signin.linked"], [2, 1]),
    (["--since", "2026-11-25T12:00", "--until", "2026-11-25T13:00+00:00"], [3]),
    (["--until", "2026-11-26", "--limit", "1"], [4]),
]


@pytest.mark.parametrize(("arguments", "found"), COMMANDS)
def test_the_command_takes_the_same_filters(
    events: list[AuditEvent], arguments: list[str], found: list[int]
) -> None:
    rows: list[dict[str, Any]] = [json.loads(line) for line in told("--json", *arguments)]
    assert [row["id"] for row in rows] == [events[n].pk for n in found]


def test_a_line_is_read_by_people_and_an_object_by_programs(events: list[AuditEvent]) -> None:
    first, more = told("--limit", "1", "--school", "1")
    assert first.endswith("2026-11-25T12:00:00Z  school 1  person:anya  lesson.entered  lesson:7")
    assert more == f"Older ones: --before {events[3].pk}"
    assert json.loads(told("--json", "--key", "operator")[0]) == {
        "id": events[4].pk,
        "ts": "2026-11-25T13:00:00+00:00",
        "actor": "operator",
        "acting_role": "",
        "action": "school.started",
        "object": "person:far",
        "detail": {},
        "scope": "",
        "network": "",
        "request_id": "",
    }


def test_a_time_that_is_none_is_said() -> None:
    with pytest.raises(CommandError, match="not a time like"):
        told("--since", "yesterday")
