"""What changes who looks after a profile is confirmed first, and told."""

from datetime import timedelta
from typing import Any

import pytest

from parta.kit import clock
from parta.learnid.parents.models import Parent
from parta.learnid.profiles.models import Profile
from tests.learnid.asking import learner
from tests.learnid.test_parents import (
    CHILD,
    NEW,
    PARENT,
    anya,
    child,
    child_page,
    deeds,
    grown,
    inside,
    mama,
)
from tests.learnid.test_profiles import ANYA
from tests.learnid.walk import SAID, Walker, texts

__all__ = ["anya", "child", "mama"]
pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=16)


def fourteen() -> str:
    today = clock.today()
    return f"01.01.{today.year - 14}"


@pytest.fixture
def shared() -> Walker:
    """A parent's number that keeps the child's profile."""
    learner(ANYA, phone=PARENT, password="")
    return inside(PARENT)


def test_a_parent_of_the_number_reads_what_changes_before_it_does(shared: Walker) -> None:
    key = Profile.objects.get().pk
    assert f'href="/profile/{key}/claim"' in shared.open(f"/profile/{key}").page.content.decode()
    shared.open(f"/profile/{key}/claim")
    assert "За этим профилем будет присматривать родитель: вы" in shared.text
    assert not Parent.objects.exists()
    shared.press_twice()
    assert Parent.objects.get().confirmed_at
    assert shared.at == f"/profile/{key}"
    assert "Теперь вы присматриваете" in shared.text
    assert "/claim" not in shared.page.content.decode()
    assert "когда у ребёнка появился свой телефон" in shared.text
    assert "Данные ребёнка" in shared.open(f"/profile/{key}/edit").text


def test_a_child_whom_a_parent_looks_after_makes_itself_no_parent(
    mama: Walker, child: Walker, anya: Profile
) -> None:
    page = f"/profile/{anya.pk}"
    assert "Это мой ребёнок" not in child.open(page).text
    assert "Позвать родителя" in child.text
    assert "свой телефон" not in child.text
    assert child.open(f"{page}/claim").page.status_code == 404
    assert child.send(f"{page}/claim", pressed="1").status_code == 404
    mama.open(child_page("/stop")).press()
    assert "Это мой ребёнок" in child.open(page).text
    assert child.open(f"{page}/claim").page.status_code == 200


def test_who_was_only_asked_stops_no_parent_of_the_number(shared: Walker) -> None:
    key = Profile.objects.get().pk
    shared.open(f"/profile/{key}/parent").press(phone=NEW)
    shared.open(f"/profile/{key}/claim").press()
    assert Parent.objects.get(phone=PARENT).confirmed_at


def test_a_parent_stops_after_reading_what_ends(mama: Walker) -> None:
    page = child_page("/stop")
    assert f'href="{page}"' in mama.open(child_page()).page.content.decode()
    mama.open(page)
    assert "Вы больше не увидите этот профиль" in mama.text
    assert "ребёнок позвал вас снова" in mama.text
    assert deeds()[-1] == "parent.confirmed"
    mama.press()
    assert mama.at == "/account"
    assert deeds()[-1] == "parent.stopped"
    assert "больше не присматривает" in texts(CHILD)[-1]
    assert mama.open(page).page.status_code == 404


def test_from_14_there_is_no_way_back(mama: Walker, anya: Profile) -> None:
    grown(anya)
    assert "Вернуться нельзя" in mama.open(child_page("/stop")).text


def test_a_parent_of_the_number_stops_and_keeps_the_profile(shared: Walker) -> None:
    key = Profile.objects.get().pk
    shared.open(f"/profile/{key}/claim").press()
    assert "останется под вашим номером" in shared.open(child_page("/stop")).text
    shared.press()
    assert shared.open(f"/profile/{key}").page.status_code == 200


@pytest.mark.parametrize("name", ["claim", "stop"])
def test_an_old_sign_in_changes_no_parent(name: str, shared: Walker, settings: Any) -> None:
    key = Profile.objects.get().pk
    if name == "stop":
        shared.open(f"/profile/{key}/claim").press()
    page = child_page("/stop") if name == "stop" else f"/profile/{key}/claim"
    before = list(Parent.objects.values())
    settings.CLOCK_OFFSET = LATER
    assert shared.open(page).at == "/signin"
    assert shared.send(page, pressed="1")["Location"].startswith("/signin?again=1")
    assert list(Parent.objects.values()) == before


def test_a_birth_date_is_corrected_after_a_fresh_sign_in_and_the_parents_hear_of_it(
    mama: Walker, child: Walker, anya: Profile, settings: Any
) -> None:
    edit = f"/profile/{anya.pk}/edit"
    before = texts(PARENT)
    child.open(edit).press(**SAID | {"middle_name": "Дмитриевна"})
    assert texts(PARENT) == before
    child.open(edit).press(**SAID | {"birthdate": fourteen()})
    assert "исправлена дата рождения" in texts(PARENT)[-1]
    assert "С 14 лет вы видите профиль" in mama.open(child_page()).text


def test_an_old_sign_in_corrects_nothing(
    mama: Walker, child: Walker, anya: Profile, settings: Any
) -> None:
    settings.CLOCK_OFFSET = LATER
    for walker, page in ((child, f"/profile/{anya.pk}/edit"), (mama, child_page("/edit"))):
        assert walker.open(page).at == "/signin"
        walker.send(page, **SAID | {"birthdate": fourteen()})
    anya.refresh_from_db()
    assert anya.birthdate == ANYA["birthdate"]


def test_a_parent_reads_of_the_child_and_the_child_of_itself(
    mama: Walker, child: Walker, anya: Profile
) -> None:
    assert "Данные ребёнка" in mama.open(child_page("/edit")).text
    assert "когда ребёнок снова войдёт на урок" in mama.text
    assert "Информация о себе" in child.open(f"/profile/{anya.pk}/edit").text
