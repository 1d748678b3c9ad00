"""Who waits at a place: by name only where the person has said so."""

from datetime import timedelta
from typing import Any

import pytest

from parta.civic.assurance.models import DeskCode
from parta.civic.citizens.models import Citizen
from parta.kit import clock as the_clock
from tests.civic.desk.lost import Lost
from tests.civic.visitor import clerk, documented, of

pytestmark = pytest.mark.django_db
HERE, THERE = "МФЦ на Садовой, окно 4", "МФЦ на Лесной"


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def show(person: Citizen, place: str) -> None:
    of(person).post("/level/desk", {"place": place})


def test_a_name_is_called_only_at_the_place_that_its_owner_has_chosen() -> None:
    here, there = of(clerk()), of(clerk("+71991000012", THERE))
    person = documented()
    page = of(person).get("/level/desk").content.decode()
    assert HERE in page
    assert THERE in page
    show(person, HERE)
    assert person.full_name in here.get("/desk").content.decode()
    assert "104218" not in here.get("/desk").content.decode()
    assert DeskCode.objects.get().code not in here.get("/desk").content.decode()
    assert person.full_name not in there.get("/desk").content.decode()
    assert HERE in of(person).get("/level/desk").content.decode()


@pytest.mark.parametrize("place", ["", "Окно, которого нет", "\x00", "x" * 500])
def test_who_chooses_no_place_is_counted_and_not_named(place: str) -> None:
    desk, person = of(clerk()), documented()
    show(person, place)
    page = desk.get("/desk").content.decode()
    assert person.full_name not in page
    assert DeskCode.objects.get().place == ""


def test_the_oldest_stands_first_and_who_is_done_or_late_does_not_stand_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, now = of(clerk()), the_clock.now()
    people = [
        documented(f"20000{n}", f"0876543030{n}", phone=f"+7199200001{n}", given_name=name)
        for n, name in enumerate(("Первая", "Вторая", "Поздняя", "Готовая"))
    ]
    ages = {"Первая": 20, "Вторая": 5, "Поздняя": 31, "Готовая": 3}
    for person in people:
        show(person, HERE)
        made = now - timedelta(minutes=ages[person.given_name])
        DeskCode.objects.filter(citizen=person).update(
            made_at=made, expires_at=made + timedelta(minutes=30)
        )
    Citizen.objects.filter(given_name="Готовая").update(level="confirmed")
    page = desk.get("/desk").content.decode()
    assert page.index("Первая") < page.index("Вторая")
    assert "Поздняя" not in page
    assert "Готовая" not in page


def test_somebody_who_recovers_access_waits_without_a_name() -> None:
    desk = of(clerk())
    before = desk.get("/desk").content.decode().count("<li>")
    Lost().prove(place=HERE)
    after = desk.get("/desk").content.decode()
    assert after.count("<li>") == before + 1
    assert "222-22" not in after


def test_who_has_just_come_waits_for_no_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, now = of(clerk()), the_clock.now()
    show(documented(), HERE)
    assert "<small>только что</small>" in desk.get("/desk").content.decode()
    monkeypatch.setattr(the_clock, "now", lambda: now + timedelta(seconds=61))
    assert "<small>1 минута</small>" in desk.get("/desk").content.decode().replace("\u00a0", " ")


def test_who_recovers_access_is_promised_no_call_by_name() -> None:
    clerk()
    page = Lost().browser.get("/recover/desk").content.decode().replace("\u00a0", " ")
    assert "позовут по коду" in page
    assert "ваше имя" not in page
