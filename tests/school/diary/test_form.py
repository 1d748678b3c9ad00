"""The class that a diary names is the one of today, by the school's own date."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from parta.school.classes.models import ClassEnrolment, SchoolClass
from parta.school.diary.access import children_of, place_of_pupil
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from tests.cast import TODAY, Cast
from tests.school.diary.conftest import SignIn


def move(pupil: Person, to: SchoolClass, on: date) -> None:
    row = ClassEnrolment.objects.get(pupil__person=pupil)
    row.until = on
    row.save()
    ClassEnrolment.objects.create(school=to.school, pupil=row.pupil, school_class=to, since=on)


@pytest.mark.parametrize(
    ("time", "moves_in", "form"),
    [("10:35", 1, "7Б"), ("10:35", 0, "7А"), ("00:30", 0, "7А"), ("23:59", 1, "7Б")],
)
def test_the_class_is_todays_and_not_the_one_to_come(
    cast: Cast, at: Callable[[str], None], time: str, moves_in: int, form: str
) -> None:
    at(time)
    move(cast.anya, cast.class_7a, TODAY + timedelta(days=moves_in))
    assert place_of_pupil(cast.anya).form == form
    assert [child.form for child in children_of(cast.mama, TODAY)] == [form, "7А"]


def test_a_pupil_of_no_class_has_a_diary(cast: Cast, sign_in: SignIn) -> None:
    ClassEnrolment.objects.all().delete()
    assert place_of_pupil(cast.anya).form == ""
    assert [child.form for child in children_of(cast.mama, TODAY)] == ["", ""]
    assert sign_in(cast.anya, Hat.PUPIL).get("/diary/").status_code == 200
