"""«Мой класс»: who can sign in and who can't, for who keeps that class."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parta.school.classes.models import ClassEnrolment, ClassTeacher, SchoolClass
from parta.school.people.hats import Hat
from parta.school.people.models import GuardianLink, Person, Pupil
from tests.cast import TODAY, YEAR_STARTS, Cast
from tests.school.register.conftest import EMAIL, SignIn, card, link, tried, why, write_down


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_class_teacher_comes_to_their_own_class(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.klara, Hat.CLASS_TEACHER)
    assert client.get("/register/")["Location"] == f"/register/{cast.class_7b.pk}/"
    shown = page(client, f"/register/{cast.class_7b.pk}/")
    assert "7Б: вход в дневник" in shown
    assert "Ковалёва Анна" in shown
    assert cast.gleb.surname not in shown
    assert 'aria-current="page">Мой класс<' in shown


def test_who_can_not_sign_in_comes_first_and_the_meter_counts(cast: Cast, sign_in: SignIn) -> None:
    write_down(cast.olga)
    shown = page(sign_in(cast.klara, Hat.CLASS_TEACHER), f"/register/{cast.class_7b.pk}/")
    assert "1 из 2 могут войти. Остался 1." in shown
    assert shown.index("Не могут войти") < shown.index("Могут войти")
    assert 'id="card">Ковалёва Анна<' in shown
    write_down(cast.anya, EMAIL)
    shown = page(sign_in(cast.klara, Hat.CLASS_TEACHER), f"/register/{cast.class_7b.pk}/")
    assert "2 из 2 могут войти." in shown
    assert "Не могут войти" not in shown
    assert 'id="card"' not in shown


def test_each_of_the_four_states_is_said(cast: Cast, sign_in: SignIn) -> None:
    client, home = sign_in(cast.klara, Hat.CLASS_TEACHER), f"/register/{cast.class_7b.pk}/"
    Person.objects.filter(pk=cast.olga.pk).update(sex="f")
    Person.objects.filter(pk=cast.anya.pk).update(sex="m")
    link(cast.mama)
    assert "нет контакта" in page(client, home)
    contact = write_down(cast.olga)
    assert "ещё не входила" in page(client, home)
    tried(contact, claimed_birth_date=date(2012, 1, 7))
    assert "пробовала, не совпало" in page(client, home)
    link(cast.anya)
    shown = page(client, home)
    assert ">входит<" in shown.replace("</svg>", "<svg>").replace("<svg>", ">")
    assert "мать: входит" in shown


def test_a_restricted_parent_is_shown_as_such(cast: Cast, sign_in: SignIn) -> None:
    GuardianLink.objects.filter(pupil=cast.anya.pupil).update(restricted=True)
    client = sign_in(cast.klara, Hat.CLASS_TEACHER)
    assert "мать: доступ ограничен" in page(client, f"/register/{cast.class_7b.pk}/")
    assert "дневник закрыт" in page(client, card(cast.mama, cast.class_7b))


def test_who_left_the_class_or_stands_for_it_no_more_is_not_in_it(
    cast: Cast, sign_in: SignIn
) -> None:
    ClassEnrolment.objects.filter(pupil=cast.olga.pupil).update(until=TODAY)
    GuardianLink.objects.filter(pupil=cast.anya.pupil).update(until=TODAY)
    client = sign_in(cast.klara, Hat.CLASS_TEACHER)
    shown = page(client, f"/register/{cast.class_7b.pk}/")
    assert cast.olga.surname not in shown
    assert "мать:" not in shown
    for gone in (cast.olga, cast.mama):
        assert client.get(card(gone, cast.class_7b)).status_code == 403


@pytest.mark.parametrize(
    "deed",
    [
        "",
        "contact/",
        "contact/release/",
        "account/release/",
        "learning-id/release/",
        "learning-id/help/",
    ],
)
def test_another_class_is_refused_and_another_school_is_absent(
    cast: Cast, sign_in: SignIn, deed: str
) -> None:
    client = sign_in(cast.klara, Hat.CLASS_TEACHER)
    far = SchoolClass.objects.get(school=cast.other_school)
    addresses = [
        (card(cast.anya, cast.class_7b), 302 if deed else 200),
        (card(cast.gleb, cast.class_7a), 403),
        (card(cast.gleb, cast.class_7b), 403),
        (card(cast.gleb), 403),
        (card(cast.boris, far), 404),
        (card(cast.boris, cast.class_7b), 404),
        (card(cast.boris), 404),
    ]
    for address, status in addresses:
        ask = client.post if deed else client.get
        answer = ask(f"{address}{deed}", {"contact": EMAIL})
        assert answer.status_code == status, address
        if status == 403:
            assert why(answer) == "not-your-class"
            assert "Это чужой класс" in answer.content.decode()
            assert 'href="/register/" class="btn wide"' in answer.content.decode()
    assert client.get(f"/register/{cast.class_7a.pk}/").status_code == 403
    assert client.get(f"/register/{far.pk}/").status_code == 404
    assert not cast.gleb.contacts.exists()
    assert not cast.boris.contacts.exists()


def test_the_administrator_keeps_every_class_of_the_school_alone(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.admin, Hat.ADMINISTRATOR)
    far = SchoolClass.objects.get(school=cast.other_school)
    assert client.get("/register/")["Location"] == "/people/"
    for form in (cast.class_7a, cast.class_7b):
        assert f"{form}: вход в дневник" in page(client, f"/register/{form.pk}/")
    assert client.get(f"/register/{far.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "hat", "home"),
    [
        ("anya", Hat.PUPIL, "/diary/"),
        ("mama", Hat.PARENT, "/diary/"),
        ("vera", Hat.TEACHER, "/day/"),
        ("klara", Hat.TEACHER, "/day/"),
        ("klara", Hat.PARENT, "/diary/"),
        ("deputy", Hat.DEPUTY_HEAD, "/"),
        ("clerk", Hat.OFFICE, "/"),
    ],
)
def test_the_hat_that_is_worn_opens_the_register_or_does_not(
    cast: Cast, sign_in: SignIn, who: str, hat: Hat, home: str
) -> None:
    client, address = sign_in(getattr(cast, who), hat), card(cast.anya, cast.class_7b)
    for asked in ("/register/", f"/register/{cast.class_7b.pk}/", address, "/people/", "/audit/"):
        assert client.get(asked)["Location"] == home
    assert client.post(f"{address}contact/", {"contact": EMAIL}).status_code == 403
    assert not cast.anya.contacts.exists()


def test_a_class_teacher_of_two_classes_changes_between_them(cast: Cast, sign_in: SignIn) -> None:
    second = ClassTeacher.objects.create(
        school=cast.school,
        school_class=cast.class_7a,
        staff=cast.klara.staff,
        main=False,
        since=YEAR_STARTS,
    )
    client = sign_in(cast.klara, Hat.CLASS_TEACHER)
    assert f'href="/register/{cast.class_7b.pk}/"' in page(client, f"/register/{cast.class_7a.pk}/")
    second.until = TODAY
    second.save()
    assert client.get(f"/register/{cast.class_7a.pk}/").status_code == 403


def test_who_leads_no_class_any_more_reads_so(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.klara, Hat.CLASS_TEACHER)
    ClassTeacher.objects.update(until=TODAY)
    answer = client.get("/register/")
    assert (answer.status_code, why(answer)) == (403, "not-your-class")
    assert 'href="/day/" class="btn wide"' in answer.content.decode()


def test_a_class_without_pupils_has_a_page(cast: Cast, sign_in: SignIn) -> None:
    ClassEnrolment.objects.all().delete()
    client = sign_in(cast.klara, Hat.CLASS_TEACHER)
    assert "пока никого нет" in page(client, f"/register/{cast.class_7b.pk}/")


@pytest.mark.parametrize("others", [0, 30])
def test_a_class_of_any_size_takes_five_questions(cast: Cast, sign_in: SignIn, others: int) -> None:
    for number in range(others):
        person = Person.objects.create(
            school=cast.school, surname=f"Ёлкин{'а' * number}", name="Ян"
        )
        pupil = person_as_pupil(person, cast)
        GuardianLink.objects.create(
            school=cast.school, guardian=cast.mama, pupil=pupil, since=YEAR_STARTS
        )
        tried(write_down(person, f"{number}@pochta.example"))
    client = sign_in(cast.klara, Hat.CLASS_TEACHER)
    with CaptureQueriesContext(connection) as asked:
        page(client, f"/register/{cast.class_7b.pk}/")
    own = [it["sql"] for it in asked if not any(part in it["sql"] for part in OF_ANY_PAGE)]
    assert len(own) == 5, own


OF_ANY_PAGE = ("django_session", "FROM people_person p JOIN people_school s")
"""The session, and who that is."""


def person_as_pupil(person: Person, cast: Cast) -> Pupil:
    pupil = Pupil.objects.create(school=cast.school, person=person, arrived_on=YEAR_STARTS)
    ClassEnrolment.objects.create(
        school=cast.school, pupil=pupil, school_class=cast.class_7b, since=YEAR_STARTS
    )
    return pupil
