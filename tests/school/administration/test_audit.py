"""«Аудит»: who did what to whom, for the administrator of that school."""

import ast
import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.audit.reading import PAGE
from parta.oidc.refusal import Why as Sites
from parta.school.administration import words
from parta.school.learning.decide import Why as Learning
from parta.school.lessons.decide import Why as Door
from parta.school.lessons.models import LessonOnline, Seat
from parta.school.people.hats import Hat
from parta.school.signin.decide import Why as SignIns
from tests.cast import Cast
from tests.promises.tree import ROOT, ours
from tests.school.register.conftest import SignIn

CODE = re.compile(r"(?!parta\.)[a-z]+\.[a-z_-]+")
NINE = datetime(2026, 11, 25, 6, tzinfo=UTC)  # in Moscow


@pytest.fixture
def admin(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.admin, Hat.ADMINISTRATOR)


def happened(cast: Cast, **fields: Any) -> AuditEvent:
    known = {
        "ts": NINE,
        "scope": str(cast.school.pk),
        "actor": f"person:{cast.klara.uid}",
        "acting_role": "class_teacher",
        "action": "contact.bound",
        "object": f"person:{cast.anya.uid}",
        "detail": {"contact": 7, "shown": "+7 *** ** *01"},
        "network": "203.0.113.0/24",
    }
    return AuditEvent.objects.create(**known | fields)


def page(client: Client, **asked: str) -> str:
    answer = client.get("/audit/", asked)
    assert answer.status_code == 200
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return text.partition("<tbody>")[2] or text.partition('class="card"')[2]


def test_an_event_is_told_in_words(cast: Cast, admin: Client) -> None:
    happened(cast)
    shown = page(admin)
    for said in (
        "Контакт добавлен",
        "25.11.2026",
        "09:00:00",
        "Орлова Клара Петровна",
        "Классный руководитель",
        "Ковалёва Анна",
        "контакт: +7 *** ** *01",
        "203.0.113.0/24",
    ):
        assert said in shown


def test_what_has_no_words_is_shown_as_it_is(cast: Cast, admin: Client) -> None:
    happened(
        cast,
        actor="person:00000000-0000-0000-0000-000000000000",
        acting_role="wizard",
        action="spell.cast",
        object="lesson:7",
        detail={"spell": "<b>", "people": [str(cast.anya.uid)], "worked": True, "why": None},
    )
    shown = page(admin)
    for said in ("spell.cast", "wizard", "person:00000000", "урок 7", "spell: &lt;b&gt;"):
        assert said in shown
    assert "о ком: Ковалёва Анна" in shown
    assert "worked: да" in shown
    assert "причина: –" in shown


def test_a_corrected_date_of_birth_says_what_of_it_and_no_date(cast: Cast, admin: Client) -> None:
    happened(cast, action="person.birth_date_corrected", detail={"parts": ["day", "year", "<b>"]})
    assert "изменено: число, год, &lt;b&gt;" in page(admin)


def test_another_schools_events_are_absent(cast: Cast, admin: Client) -> None:
    happened(cast, scope=str(cast.other_school.pk), action="far.away")
    happened(cast, scope="", action="nowhere.at.all")
    assert "Ничего такого не было" in page(admin)
    assert "Ничего такого не было" in page(admin, person=str(cast.boris.uid), action="far.away")


def test_the_filters_narrow(cast: Cast, admin: Client) -> None:
    happened(cast, action="first.deed", ts=NINE - timedelta(days=1))
    happened(cast, actor=f"person:{cast.vera.uid}", action="contact.released")
    happened(cast, object=f"person:{cast.gleb.uid}", action="third.deed")
    cases: list[tuple[dict[str, str], list[bool]]] = [
        ({}, [True, True, True]),
        ({"name": "соколова"}, [False, True, False]),
        ({"name": "ковалева анна"}, [True, True, False]),
        ({"name": "нет такого"}, [False, False, False]),
        ({"person": str(cast.gleb.uid)}, [False, False, True]),
        ({"person": "rubbish"}, [True, True, True]),
        ({"action": "contact.released"}, [False, True, False]),
        ({"since": "25.11.2026"}, [False, True, True]),
        ({"until": "24.11.2026"}, [True, False, False]),
        ({"until": "25.11.2026", "name": "соколова"}, [False, True, False]),
        ({"before": "99999999999999999999"}, [True, True, True]),
    ]
    for asked, found in cases:
        shown = page(admin, **asked)
        there = [it in shown for it in ("first.deed", "Контакт убран", "third.deed")]
        assert there == found, asked


@pytest.mark.parametrize("field", ["since", "until"])
@pytest.mark.parametrize("typed", ["вчера", "01.01.0001", "31.12.9999", "31.02.2026"])
def test_a_filter_that_can_not_be_read_says_so(
    cast: Cast, admin: Client, field: str, typed: str
) -> None:
    happened(cast)
    answer = admin.get("/audit/", {field: typed})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{typed}"' in text
    assert 'aria-invalid="true"' in text
    assert "Контакт добавлен" in text.partition("<tbody>")[2]


def test_the_newest_come_first_and_older_ones_a_page_at_a_time(cast: Cast, admin: Client) -> None:
    events = [happened(cast, action=f"deed.{number:03}") for number in range(PAGE + 2)]
    first = page(admin)
    assert first.index("deed.051") < first.index("deed.002")
    assert "deed.001" not in first
    assert f'href="/audit/?before={events[2].pk}"' in first
    last = page(admin, before=str(events[2].pk))
    assert "deed.001" in last
    assert "deed.002" not in last
    assert "before=" not in last
    narrowed = page(admin, name="орлова")
    assert f"name=%D0%BE%D1%80%D0%BB%D0%BE%D0%B2%D0%B0&amp;before={events[2].pk}" in narrowed


@pytest.mark.parametrize("hat", [hat for hat in Hat if hat is not Hat.ADMINISTRATOR])
def test_nobody_else_reads_it(cast: Cast, sign_in: SignIn, hat: Hat) -> None:
    client = sign_in(cast.admin, hat)
    assert client.get("/audit/").status_code == 302
    assert client.get("/people/").status_code == 302


def test_every_deed_of_the_school_has_words() -> None:
    """Codes stand in the code as `area.deed`; those of the identity sites are not read here."""
    assert codes() - set(words.ACTIONS) == set()


@pytest.mark.parametrize("reasons", [Door, Learning, SignIns, Sites])
def test_every_reason_has_words(reasons: type[StrEnum]) -> None:
    assert {why.value for why in reasons} - set(words.REASONS) == set()


def test_a_lesson_is_told_by_its_name_and_a_seat_by_who_sat_there(
    cast: Cast, admin: Client
) -> None:
    lesson = cast.lesson()
    online = LessonOnline.objects.create(school=cast.school, lesson=lesson)
    seat = Seat.objects.create(online=online, person=cast.anya)
    told = {"object": f"lesson:{lesson.pk}", "detail": {"seat": seat.seat, "running": False}}
    happened(cast, action="lesson.removed", **told)
    shown = page(admin)
    called = f"{lesson.group.title}, {lesson.group.subject.name}, {lesson.date:%d.%m.%Y}"
    for said in (f"{called}, {lesson.starts:%H:%M}", "удалён с урока", "о ком: Ковалёва Анна"):
        assert said in shown
    assert seat.seat not in shown
    assert "running" not in shown


def test_who_came_in_is_named_once_and_a_lesson_that_is_gone_by_number(
    cast: Cast, admin: Client
) -> None:
    lesson = cast.lesson()
    online = LessonOnline.objects.create(school=cast.school, lesson=lesson)
    seat = Seat.objects.create(online=online, person=cast.anya)
    told = {"object": f"lesson:{lesson.pk + 1}", "detail": {"seat": seat.seat}}
    happened(cast, action="lesson.entered", actor=f"person:{cast.anya.uid}", **told)
    shown = page(admin)
    assert shown.count("Ковалёва Анна") == 1
    assert f"урок {lesson.pk + 1}" in shown


def codes() -> set[str]:
    """Computed ones too: whatever looks like a code where something is recorded."""
    found = set()
    for path in ours(".py"):
        if not str(path).startswith("parta/school/"):
            continue
        nodes = list(ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))))
        if any(isinstance(node, ast.Call) and _records(node) for node in nodes):
            values = (node.value for node in nodes if isinstance(node, ast.Constant))
            found |= {text for text in values if isinstance(text, str) and CODE.fullmatch(text)}
    return found


def _records(call: Any) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name in {"record", "_record"}
