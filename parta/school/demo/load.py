"""Makes the demo's schools, whole or not at all."""

from datetime import datetime
from random import Random

from django.db import transaction

from parta.kit.demo.people import DemoPerson, people
from parta.school.classes.open_year import open_year
from parta.school.demo.plan import SCHOOLS, SchoolPlan
from parta.school.demo.register import Ground, add_cast, add_guardians, correct_birth_dates
from parta.school.demo.renew import renew
from parta.school.demo.teaching import draw_up_week, hire, open_class
from parta.school.people.models import School
from parta.school.timetable.moments import local

SEPTEMBER = 9


class RealSchool(Exception):
    """A school that is no demo is in the database."""


def load(now: datetime) -> bool:
    """Make the schools that are missing, and the lessons of the coming days.

    False when both were there: then only the cast's birth dates follow the
    school year.  Raises RealSchool.
    """
    if School.objects.filter(is_demo=False).exists():
        raise RealSchool
    with transaction.atomic():
        there = {school.name: school for school in School.objects.filter(is_demo=True)}
        for plan in SCHOOLS:
            if plan.name in there:
                correct_birth_dates(there[plan.name], _cast(plan, now).values())
            else:
                _make(plan, now)
        renew(now)
    return len(there) < len(SCHOOLS)


def _cast(plan: SchoolPlan, now: datetime) -> dict[str, DemoPerson]:
    today = local(now, plan.tz).date()
    return {person.key: person for person in people(today) if person.school == plan.key}


def _make(plan: SchoolPlan, now: datetime) -> None:
    school = School.objects.create(name=plan.name, tz=plan.tz, is_demo=True)
    today = local(now, plan.tz).date()
    year = open_year(school, today.year if today.month >= SEPTEMBER else today.year - 1)
    chance = Random(plan.key)  # noqa: S311 - the same names everywhere
    ground = Ground(school, year, _cast(plan, now), chance, now)
    cast = add_cast(ground)
    teachers = hire(ground, plan, cast)
    groups = {form.title: open_class(ground, form, cast, teachers) for form in plan.classes}
    add_guardians(ground, cast)
    draw_up_week(ground, plan, groups, teachers)
