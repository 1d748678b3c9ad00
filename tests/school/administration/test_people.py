"""«Люди»: who works at the school, and by name everybody else."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parta.school.administration import find
from parta.school.people.hats import Hat
from parta.school.people.models import Person, Staff
from tests.cast import TODAY, YEAR_STARTS, Cast
from tests.school.register.conftest import SignIn, card, link, write_down


@pytest.fixture
def admin(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.admin, Hat.ADMINISTRATOR)


def page(client: Client, **asked: str) -> str:
    answer = client.get("/people/", asked)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_staff_stand_with_roles_contacts_and_state(cast: Cast, admin: Client) -> None:
    write_down(cast.vera)
    link(cast.klara)
    shown = page(admin)
    assert "5 сотрудников" in shown
    for person in (cast.vera, cast.klara, cast.admin, cast.deputy, cast.clerk):
        assert f'href="{card(person)}"' in shown
    for said in ("учитель, классный руководитель 7Б", "администратор", "завуч", "секретарь"):
        assert said in shown
    assert "+7 *** ** *01" in shown
    for other in (cast.anya, cast.mama, cast.boris):
        assert str(other.uid) not in shown
    assert f'href="/register/{cast.class_7a.pk}/"' in shown


def test_who_left_the_school_is_no_staff(cast: Cast, admin: Client) -> None:
    Staff.objects.filter(person=cast.vera).update(left_on=TODAY)
    cast.deputy.roles.update(until=TODAY)
    shown = page(admin)
    assert str(cast.vera.uid) not in shown
    assert str(cast.deputy.uid) not in shown


SEARCHES = [
    ("ковал", ["anya", "lev", "mama"]),
    ("КОВАЛЕВ", ["anya", "lev", "mama"]),
    ("вера соколова", ["vera"]),
    ("белов", []),  # of the other school
    ("нет такого", []),
    ("<b>", []),
]


@pytest.mark.parametrize(("asked", "found"), SEARCHES)
def test_a_name_finds_staff_pupils_and_parents_of_the_school(
    cast: Cast, admin: Client, asked: str, found: list[str]
) -> None:
    shown = page(admin, name=asked)
    people = [vars(cast)[key] for key in ("anya", "lev", "mama", "vera", "klara", "gleb", "boris")]
    there = [person for person in people if str(person.uid) in shown]
    assert there == [vars(cast)[key] for key in found]
    assert "<b>" not in shown.split("<main")[1].partition('class="tbl"')[0] or asked != "<b>"


def test_a_search_says_what_everybody_is(cast: Cast, admin: Client) -> None:
    shown = page(admin, name="ковал")
    for said in ("ученик 7Б", "ученик 7А", "родитель: Ковалёва Анна, родитель: Ковалёв Лев"):
        assert said in shown


def test_a_large_school_shows_the_first_and_asks_for_more_of_the_name(
    cast: Cast, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "MOST", 2)
    shown = page(admin, name="ковал")
    assert "Показаны не все" in shown
    assert str(cast.mama.uid) not in shown


def test_the_list_takes_as_many_questions_for_many_as_for_few(cast: Cast, admin: Client) -> None:
    with CaptureQueriesContext(connection) as few:
        page(admin)
    for number in range(30):
        person = Person.objects.create(school=cast.school, surname="Ли", name=f"А{'а' * number}")
        Staff.objects.create(school=cast.school, person=person, hired_on=YEAR_STARTS)
    with CaptureQueriesContext(connection) as many:
        page(admin)
    assert len(many) == len(few) <= 8


def test_a_persons_card_stands_by_itself(cast: Cast, admin: Client) -> None:
    for person, said in (
        (cast.vera, "учитель"),
        (cast.anya, "13 лет"),
        (cast.mama, "мать: Ковалёва Анна"),
        (cast.klara, "классный руководитель 7Б"),
    ):
        shown = admin.get(card(person)).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert f'<h1 id="card">{person.full_name}</h1>' in shown
        assert said in shown
        assert '<h2 id="contacts">' in shown
    assert admin.get(card(cast.boris)).status_code == 404


def test_staff_get_their_contacts_from_the_administrator(cast: Cast, admin: Client) -> None:
    here = card(cast.vera)
    answer = admin.post(f"{here}contact/", {"contact": "8 199 100 00 07"})
    assert answer["Location"] == here
    contact = cast.vera.contacts.get()
    assert (contact.value, contact.bound_by) == ("+71991000007", cast.admin)
    refused = admin.post(f"{here}contact/", {"contact": "7"})
    assert refused.status_code == 409
    assert 'value="7"' in refused.content.decode()
    admin.post(f"{here}contact/release/", {"key": contact.pk})
    contact.refresh_from_db()
    assert contact.released_at


def test_the_administrators_hat_begins_with_the_people(cast: Cast, admin: Client) -> None:
    assert admin.get("/")["Location"] == "/people/"


@pytest.mark.parametrize("ours", [True, False])
def test_the_menu_leads_to_the_account_at_our_own_identity_site_alone(
    admin: Client, settings: Any, ours: bool
) -> None:
    civic = settings.SITE_URLS["civic"]
    settings.SIGNIN_ISSUER = civic if ours else "https://id.example"
    shown = page(admin)
    assert (f'<a href="{civic}/account">' in shown) == ours
    assert "id.example/account" not in shown
