"""In which role a person comes in: the register says which, the person chooses one."""

from datetime import date

import pytest

from parta.school.people.models import GuardianLink, Person, SchoolSetting, Staff
from parta.school.signin.decide import Why
from tests.cast import TODAY, YEAR_STARTS, Cast
from tests.school.signin.guest import ANYA, Guest, link, write_down

HATS = [
    ("olga", "pupil", "/diary/"),
    ("mama", "parent", "/diary/"),
    ("vera", "teacher", "/day/"),
    ("klara", "class_teacher", "/day/"),
    ("deputy", "deputy_head", "/"),
    ("clerk", "office", "/"),
    ("admin", "administrator", "/people/"),
]


@pytest.mark.parametrize(("who", "hat", "home"), HATS)
def test_everybody_comes_in_under_their_own_hat(
    cast: Cast, guest: Guest, who: str, hat: str, home: str
) -> None:
    person: Person = getattr(cast, who)
    link(person, guest.provider.issuer)
    guest.account()
    assert guest.sign_in() == home
    assert (guest.person, guest.hat) == (person.pk, hat)
    assert 'href="/signin/who/"' not in guest.client.get("/signin/who/").content.decode()


@pytest.mark.parametrize(("days", "let_in"), [(30, True), (31, False)])
def test_a_pupil_who_left_may_look_for_a_while(
    cast: Cast, guest: Guest, days: int, let_in: bool
) -> None:
    cast.anya.pupil.departed_on = date.fromordinal(TODAY.toordinal() - days)
    cast.anya.pupil.save()
    link(cast.anya, guest.provider.issuer)
    guest.account("simplified", **ANYA)
    assert (guest.sign_in() == "/diary/") is let_in


def test_a_school_may_take_other_proof_of_its_adults(cast: Cast, guest: Guest) -> None:
    SchoolSetting.objects.create(
        school=cast.school, key="adult_level", value=2, valid_from=YEAR_STARTS
    )
    write_down(cast.mama)
    guest.account("standard", **ANYA | {"birthdate": "1985-06-03"})
    assert guest.sign_in() == "/diary/"
    assert guest.hat == "parent"


def test_a_restricted_guardian_has_nothing_left_to_see(cast: Cast, guest: Guest) -> None:
    GuardianLink.objects.update(restricted=True)
    link(cast.mama, guest.provider.issuer)
    guest.account()
    assert guest.sign_in() == "/signin/stopped/"
    assert guest.why() == Why.DEPARTED


def test_a_teacher_who_is_also_a_parent_chooses_a_hat(cast: Cast, guest: Guest) -> None:
    GuardianLink.objects.create(
        school=cast.school, guardian=cast.vera, pupil=cast.gleb.pupil, since=YEAR_STARTS
    )
    link(cast.vera, guest.provider.issuer)
    guest.account()
    assert guest.sign_in(next="/lessons/1/") == "/signin/who/"
    assert guest.hat is None
    page = guest.client.get("/signin/who/").content.decode()
    assert f'value="{cast.vera.pk}:parent"' in page
    assert f'value="{cast.vera.pk}:teacher"' in page
    answer = guest.client.post("/signin/who/", {"choice": f"{cast.vera.pk}:parent"})
    assert answer["Location"] == "/lessons/1/"
    assert (guest.person, guest.client.session["hat"]) == (cast.vera.pk, "parent")
    assert 'href="/signin/who/"' in guest.client.get("/signin/who/").content.decode()


def test_a_hat_is_changed_later_and_only_for_one_of_ones_own(cast: Cast, guest: Guest) -> None:
    mine = Person.objects.create(school=cast.other_school, surname="Соколова", name="Вера")
    Staff.objects.create(school=cast.other_school, person=mine, hired_on=YEAR_STARTS)
    for person in (cast.vera, mine):
        link(person, guest.provider.issuer)
    guest.account()
    guest.sign_in()
    for choice, now in (
        (f"{cast.vera.pk}:teacher", cast.vera.pk),
        (f"{mine.pk}:teacher", mine.pk),
        (f"{cast.klara.pk}:class_teacher", mine.pk),
        (f"{mine.pk}:administrator", mine.pk),
        ("", mine.pk),
    ):
        guest.client.post("/signin/who/", {"choice": choice})
        assert (guest.person, guest.hat) == (now, "teacher")


def test_rights_of_a_class_teacher_and_of_a_parent_never_add_up(cast: Cast, guest: Guest) -> None:
    GuardianLink.objects.create(
        school=cast.school, guardian=cast.klara, pupil=cast.gleb.pupil, since=YEAR_STARTS
    )
    link(cast.klara, guest.provider.issuer)
    guest.account()
    assert guest.sign_in() == "/signin/who/"
    register, childs_diary = f"/register/{cast.class_7b.pk}/", f"/diary/{cast.gleb.uid}/"
    for hat, home, opened, shut in (
        ("parent", "/diary/", childs_diary, register),
        ("class_teacher", "/day/", register, childs_diary),
        ("parent", "/diary/", childs_diary, register),
    ):
        answer = guest.client.post("/signin/who/", {"choice": f"{cast.klara.pk}:{hat}"})
        assert (answer["Location"], guest.hat) == (home, hat)
        page = guest.client.get(opened)
        assert page.status_code == 200
        assert 'href="/signin/who/"' in page.content.decode()  # «Другая роль»
        assert guest.client.get(shut)["Location"] == home


def test_a_choice_without_a_sign_in_leads_to_one(cast: Cast, guest: Guest) -> None:
    answer = guest.client.post("/signin/who/", {"choice": f"{cast.anya.pk}:pupil"})
    assert answer["Location"] == "/signin/"
    assert guest.person is None
