"""A parent and a child's profile: asked, confirmed, what each may do, handed over."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from parta.audit.models import AuditEvent
from parta.idp.consent.models import Consent
from parta.kit import clock
from parta.learnid.learners.models import Learner
from parta.learnid.parents.models import Parent
from parta.learnid.profiles.jobs import forget_what_was_left
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.write import make
from tests.idp.party import Party
from tests.learnid.asking import learner
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import SAID, Walker, messages, texts

CHILD, PARENT, STRANGER, NEW = "+71991111111", "+71991000006", "+71992222222", "+71993333333"
BORN = {"born": "14.03.2013"}
REQUEST = RequestFactory().get("/")
pytestmark = pytest.mark.django_db


def inside(phone: str) -> Walker:
    """A browser that has just signed in with the number."""
    walker = Walker().press(phone=phone)
    return walker.press(code=messages(phone)[-1])


def grown(profile: Profile) -> None:
    today = clock.today()
    Profile.objects.filter(pk=profile.pk).update(birthdate=date(today.year - 14, 1, 1))


@pytest.fixture
def anya() -> Profile:
    learner(ANYA, phone=CHILD, password="")
    return Profile.objects.get()


@pytest.fixture
def child(anya: Profile) -> Walker:
    return inside(CHILD)


@pytest.fixture
def mama(child: Walker, anya: Profile) -> Walker:
    """Asked by the child, and confirmed."""
    child.open(f"/profile/{anya.pk}/parent").press(phone="8 199 100-00-06")
    mama = inside(PARENT)
    return mama.open(child_page()).press(**BORN)


def child_page(name: str = "") -> str:
    return f"/child/{Parent.objects.get().pk}{name}"


def deeds() -> list[str]:
    found = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    return [action for action in found if action.startswith(("parent.", "profile.", "session."))]


def test_a_parent_is_asked_and_confirms_by_the_childs_birth_date(
    child: Walker, anya: Profile
) -> None:
    child.open(f"/profile/{anya.pk}/parent").press(phone="8 199 100-00-06")
    assert child.at == f"/profile/{anya.pk}"
    assert "Родителю идёт сообщение" in child.text
    assert "приглашён, ещё не ответил" in child.text
    [text] = texts(PARENT)
    assert "Анна просит вас" in text
    assert "Ковалёва" not in text
    mama = inside(PARENT)
    assert "Дети" in mama.text
    assert "Анна К." in mama.text
    assert "Ковалёва" not in mama.text
    assert "2013" not in mama.open(child_page()).text
    mama.press(born="14.03.2012")
    assert "Дата не совпала" in mama.text
    assert "Осталось 2 попытки" in mama.text
    mama.press(**BORN)
    assert "Теперь вы присматриваете" in mama.text
    assert "Ковалёва Анна" in mama.text
    assert "присматривает родитель" in texts(CHILD)[-1]
    assert "родитель, подтвердил" in child.open(f"/profile/{anya.pk}").text
    assert deeds() == ["profile.made", "parent.asked", "parent.confirmed"]


def test_a_second_press_asks_nobody_twice(child: Walker, anya: Profile) -> None:
    for _ in range(2):
        child.open(f"/profile/{anya.pk}/parent").press(phone=PARENT)
    assert len(texts(PARENT)) == Parent.objects.count() == 1


def test_an_old_sign_in_looks_and_confirms_nothing(
    child: Walker, anya: Profile, settings: Any
) -> None:
    child.open(f"/profile/{anya.pk}/parent").press(phone=PARENT)
    mama = inside(PARENT)
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    assert mama.open(child_page()).page.status_code == 200
    assert mama.press(**BORN).at == "/signin"
    assert Parent.objects.get().confirmed_at is None


def test_three_wrong_dates_end_the_matter(child: Walker, anya: Profile) -> None:
    child.open(f"/profile/{anya.pk}/parent").press(phone=STRANGER)
    stranger = inside(STRANGER)
    page = child_page()
    for day in ("01.01.2013", "02.01.2013", "03.01.2013"):
        stranger.open(page).press(born=day)
    assert "не совпала три раза" in stranger.text
    assert stranger.open(page).page.status_code == 404
    assert stranger.send(page, **BORN).status_code == 404
    assert Parent.objects.get().account is None
    assert deeds()[-1] == "parent.wrong-date"


def test_who_was_asked_by_mistake_says_so(child: Walker, anya: Profile) -> None:
    child.open(f"/profile/{anya.pk}/parent").press(phone=STRANGER)
    stranger = inside(STRANGER).open(child_page())
    stranger.press(to=child_page("/decline"))
    assert stranger.at == "/account"
    assert "Анна" not in stranger.text
    assert deeds()[-1] == "parent.declined"


def test_the_child_withdraws_what_was_asked(child: Walker, anya: Profile) -> None:
    child.open(f"/profile/{anya.pk}/parent").press(phone=STRANGER)
    row = Parent.objects.get()
    child.press(to=f"/profile/{anya.pk}/parent/{row.pk}/withdraw")
    assert "Просьба отозвана" in child.text
    assert "Дети" not in inside(STRANGER).text


def test_the_number_itself_and_a_wrong_one_are_not_asked(child: Walker, anya: Profile) -> None:
    child.open(f"/profile/{anya.pk}/parent").press(phone=CHILD)
    assert "Это номер самого профиля" in child.text
    child.press(phone="12")
    assert "Пример: +7 199 111-11-11" in child.text
    assert not Parent.objects.exists()


def test_a_parent_corrects_signs_out_and_ends(mama: Walker, child: Walker, anya: Profile) -> None:
    mama.open(child_page("/edit")).press(**SAID | {"middle_name": "Дмитриевна"})
    assert "На номер ребёнка ушло сообщение" in mama.text
    assert "исправил данные" in texts(CHILD)[-1]
    mama.press(to=child_page("/sessions/end"))
    assert "Все входы завершены" in mama.text
    assert child.open("/account").at == "/signin"
    mama.open(child_page("/leave")).press()
    assert "30 дней его можно вернуть" in mama.text
    assert "больше не пользуются" in texts(CHILD)[-1]
    assert deeds()[-3:] == ["profile.corrected", "session.ended", "profile.left"]
    assert Profile.objects.get().left_at


def test_nobody_else_sees_the_child(mama: Walker, anya: Profile) -> None:
    stranger = inside(STRANGER)
    for name in ("", "/edit", "/leave"):
        assert stranger.open(child_page(name)).page.status_code == 404
    for name in ("/decline", "/stop", "/sessions/end", "/leave"):
        assert stranger.send(child_page(name), pressed="1").status_code == 404
    assert mama.open(f"/profile/{anya.pk}").page.status_code == 404


def test_from_14_the_parent_only_looks(mama: Walker, anya: Profile) -> None:
    grown(anya)
    assert "С 14 лет вы видите профиль" in mama.open(child_page()).text
    for name in ("/edit", "/leave"):
        assert mama.open(child_page(name)).page.status_code == 404
    assert mama.send(child_page("/sessions/end"), pressed="1").status_code == 404


def test_at_14_the_child_goes_on_alone(mama: Walker, child: Walker, anya: Profile) -> None:
    assert child.send(f"/profile/{anya.pk}/alone", pressed="1").status_code == 404
    grown(anya)
    child.open(f"/profile/{anya.pk}").press(to=f"/profile/{anya.pk}/alone")
    assert "без родителей" in child.text
    assert all("теперь без родителей" in texts(phone)[-1] for phone in (CHILD, PARENT))
    page = mama.open(child_page()).text
    assert "Профиль передан" in page
    assert "2012" not in page
    assert "Ковалёва" not in page


def test_at_14_a_profile_of_the_parents_number_moves_to_the_childs_own() -> None:
    mama = learner(ANYA, MISHA, phone=PARENT, password="")
    anya, misha = Profile.objects.order_by("created_at")
    walker = inside(PARENT)
    for key in (anya.pk, misha.pk):
        walker.open(f"/profile/{key}").press(to=f"/profile/{key}/claim")
    assert "Теперь вы присматриваете" in walker.text
    grown(anya)
    walker.open(f"/profile/{anya.pk}/move").press(phone=NEW)
    assert walker.at == f"/profile/{anya.pk}/move/code"
    walker.press(code=messages(NEW)[-1])
    assert walker.at == "/account"
    assert "Профиль теперь под другим номером" in walker.text
    anya.refresh_from_db()
    assert (anya.owner.phone, anya.owner_id == mama.pk) == (NEW, False)
    assert "теперь ведёт профиль без родителей" in walker.text
    assert [(p.profile_id, p.ended_why) for p in Parent.objects.order_by("asked_at")] == [
        (anya.pk, "handed-over"),
        (misha.pk, ""),
    ]
    assert "под номером +7 *** ** *33" in texts(PARENT)[-1]


def test_a_profile_that_comes_to_the_number_that_was_asked_can_be_claimed(
    child: Walker, anya: Profile, settings: Any
) -> None:
    child.open(f"/profile/{anya.pk}/parent").press(phone=PARENT)
    child.open(f"/profile/{anya.pk}/move").press(phone=PARENT)
    child.press(code=messages(PARENT)[-1])
    settings.CLOCK_OFFSET = timedelta(minutes=3)
    mama = inside(PARENT).open(f"/profile/{anya.pk}")
    mama.press(to=f"/profile/{anya.pk}/claim")
    row = Parent.objects.get()
    assert (row.account_id, row.confirmed_at is not None) == (row.profile.owner_id, True)
    assert deeds()[-1] == "parent.confirmed"


def test_a_profile_does_not_move_into_an_account_that_closes(child: Walker, anya: Profile) -> None:
    Learner.objects.create(phone=NEW, password="!", closes_at=clock.now() + timedelta(days=3))
    child.open(f"/profile/{anya.pk}/move").press(phone=NEW)
    child.press(code=messages(NEW)[-1])
    anya.refresh_from_db()
    assert anya.owner.phone == CHILD


def test_before_14_the_parent_stays_when_the_child_gets_a_number() -> None:
    learner(ANYA, phone=PARENT, password="")
    anya = Profile.objects.get()
    walker = inside(PARENT).open(f"/profile/{anya.pk}")
    walker.press(to=f"/profile/{anya.pk}/claim")
    walker.open(f"/profile/{anya.pk}/move").press(phone=NEW)
    walker.press(code=messages(NEW)[-1])
    assert "вы присматриваете за профилем" in walker.text
    assert "Входы ребёнка" in walker.open(child_page()).text


def test_a_profile_does_not_move_where_it_is_already(child: Walker, anya: Profile) -> None:
    other = Learner.objects.create(phone=NEW, password="!")
    make(other, ANYA, REQUEST)
    child.open(f"/profile/{anya.pk}/move").press(phone=CHILD)
    assert "уже под этим номером" in child.text
    child.press(phone=NEW)
    child.press(code=messages(NEW)[-1])
    assert "уже есть учебный профиль" in child.text
    anya.refresh_from_db()
    assert anya.owner.phone == CHILD


def test_leaving_ends_consents_and_can_be_taken_back(
    child: Walker, anya: Profile, school: Party
) -> None:
    Consent.objects.create(holder=anya.pk, client_id="school", scopes=["openid"])
    child.open(f"/profile/{anya.pk}/leave").press()
    assert not Consent.objects.exists()
    assert "Больше не нужны" in child.text
    assert child.open(f"/profile/{anya.pk}").page.status_code == 404
    child.open("/account").press(to=f"/profile/{anya.pk}/back")
    assert "Профиль снова здесь" in child.text
    assert deeds() == ["profile.made", "profile.left", "profile.taken-back"]


def test_making_the_same_profile_again_brings_it_back(child: Walker, anya: Profile) -> None:
    child.open(f"/profile/{anya.pk}/leave").press()
    assert make(anya.owner, ANYA, REQUEST).pk == anya.pk
    assert Profile.objects.get().left_at is None


@pytest.mark.parametrize(("days", "there"), [(29, True), (31, False)])
def test_what_was_left_is_thrown_away_after_30_days(
    days: int, there: bool, child: Walker, anya: Profile, settings: Any
) -> None:
    child.open(f"/profile/{anya.pk}/leave").press()
    settings.CLOCK_OFFSET = timedelta(days=days)
    forget_what_was_left()
    assert Profile.objects.exists() is there
