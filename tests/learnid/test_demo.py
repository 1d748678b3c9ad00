"""The demo's phones: loaded once, corrected when they age, never among real people."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from parta.kit.demo.people import people
from parta.learnid.demo.load import load
from parta.learnid.demo.rest import demo_accounts, rest
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile

TODAY = date(2026, 11, 24)
CAST = {person.key: person for person in people(TODAY)}
pytestmark = pytest.mark.django_db


def said(command: str = "demo_load") -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue().strip()


def test_each_variant_has_somebody_in_the_demo() -> None:
    assert load(TODAY) == (2, 0)
    anya, egor = (Learner.objects.get(phone=CAST[key].phone) for key in ("anya", "egor"))
    for learner, key in ((anya, "anya"), (egor, "egor")):
        assert learner.check_password(CAST[key].password)
    assert [str(p) for p in anya.profiles.all()] == ["Ковалёва Анна Дмитриевна"]
    assert not egor.profiles.exists()
    assert not Learner.objects.filter(phone=CAST["mama"].phone).exists()


def test_loading_again_changes_nothing_and_a_new_year_the_ages() -> None:
    load(TODAY)
    assert load(TODAY) == (0, 0)
    assert load(TODAY.replace(year=2027)) == (0, 1)
    assert Profile.objects.get().birthdate == CAST["anya"].birthdate.replace(
        year=CAST["anya"].birthdate.year + 1
    )


@pytest.mark.proves("asvs:6.3.2")
def test_the_demo_is_not_loaded_among_real_people() -> None:
    Learner.objects.create(phone="+79991112233")
    with pytest.raises(CommandError, match="Real accounts"):
        said()
    assert said("demo_standing") == "real"


def test_the_demo_can_be_switched_off(settings: Any) -> None:
    assert said("demo_standing") == "empty"
    assert said() == "Demo phones: 2 added, 0 corrected."
    assert said("demo_standing") == "inhabited"
    settings.DEMO = False
    with pytest.raises(CommandError, match="switched off"):
        said()
    assert said("demo_standing") == "resting"
    assert not demo_accounts().filter(is_active=True).exists()


def test_a_demo_at_rest_is_woken_by_loading_it() -> None:
    load(TODAY)
    rest()
    assert load(TODAY) == (0, 2)
    assert demo_accounts().filter(is_active=True).count() == 2
