"""Memberships, enrolments and bells of one owner never overlap, on either engine."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from parta.school.classes.models import ClassEnrolment, ClassTeacher, GroupMembership
from parta.school.timetable.models import Bell, BellSchedule
from tests.cast import YEAR_STARTS, Cast


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        (date(2026, 10, 15), None, False),  # touches the end of the first
        (date(2026, 10, 14), None, True),
        (date(2026, 8, 1), date(2026, 9, 1), False),  # touches its beginning
        (date(2026, 8, 1), date(2026, 9, 2), True),
        (date(2026, 9, 10), date(2026, 9, 20), True),
    ],
)
def test_a_pupil_is_in_one_class_at_a_time(
    cast: Cast, since: date, until: date | None, refused: bool
) -> None:
    ClassEnrolment.objects.filter(pupil=cast.anya.pupil).update(until=date(2026, 10, 15))
    second = ClassEnrolment(
        school=cast.school,
        pupil=cast.anya.pupil,
        school_class=cast.class_7a,
        since=since,
        until=until,
    )
    if not refused:
        second.full_clean()
        second.save()
        return
    with pytest.raises(ValidationError, match="excl_class_enrolment"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_an_update_is_held_to_the_same_rule_and_may_touch_itself(cast: Cast) -> None:
    mine = ClassEnrolment.objects.get(pupil=cast.anya.pupil)
    mine.until = date(2026, 10, 15)
    mine.save()
    later = ClassEnrolment.objects.create(
        school=cast.school,
        pupil=cast.anya.pupil,
        school_class=cast.class_7a,
        since=date(2026, 10, 15),
    )
    later.since = date(2026, 10, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        later.save()


def test_a_pupil_is_in_one_part_of_a_split_at_a_time(cast: Cast) -> None:
    def member(split_key: str | None) -> GroupMembership:
        return GroupMembership(
            school=cast.school,
            group=cast.algebra_7a,
            pupil=cast.anya.pupil,
            split_key=split_key,
            since=YEAR_STARTS,
        )

    GroupMembership.objects.filter(pupil=cast.anya.pupil).update(split_key="английский")
    with pytest.raises(IntegrityError), transaction.atomic():
        member("английский").save()
    member(None).save()


def test_a_class_has_one_main_teacher_and_any_number_of_deputies(cast: Cast) -> None:
    def teacher(main: bool) -> ClassTeacher:
        return ClassTeacher(
            school=cast.school,
            school_class=cast.class_7b,
            staff=cast.vera.staff,
            main=main,
            since=YEAR_STARTS,
        )

    with pytest.raises(IntegrityError), transaction.atomic():
        teacher(main=True).save()
    teacher(main=False).save()


def test_bells_of_a_shift_do_not_ring_into_each_other(cast: Cast) -> None:
    schedule = BellSchedule.objects.create(school=cast.school, name="Обычный")

    def bell(number: int, starts: time, ends: time) -> Bell:
        return Bell(schedule=schedule, number=number, starts=starts, ends=ends)

    bell(1, time(8, 30), time(9, 15)).save()
    bell(2, time(9, 15), time(10)).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        bell(3, time(9, 59), time(10, 40)).save()
