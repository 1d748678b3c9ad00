"""Learning profiles: one per person of a phone, and nobody else's."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from parta.audit.models import AuditEvent
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.access import profile_of, profiles_of
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.write import Taken, correct, make

pytestmark = pytest.mark.django_db

ANYA = {
    "family_name": "Ковалёва",
    "given_name": "Анна",
    "middle_name": "",
    "birthdate": date(2013, 3, 14),
    "gender": "female",
}
MISHA = ANYA | {"family_name": "Ковалёв", "given_name": "Михаил", "gender": "male"}
REQUEST = RequestFactory().get("/")


@pytest.fixture
def mama() -> Learner:
    return Learner.objects.create(phone="+71991000006", password="!")


@pytest.fixture
def boris() -> Learner:
    return Learner.objects.create(phone="+71991000011", password="!")


def test_a_phone_keeps_a_profile_for_each_of_its_people(mama: Learner) -> None:
    made = [make(mama, said, REQUEST) for said in (ANYA, MISHA)]
    assert list(profiles_of(mama)) == made
    assert [p.claims() for p in made] == [
        {k: v.isoformat() if isinstance(v, date) else v for k, v in said.items() if v}
        | {"phone_number": "+71991000006"}
        for said in (ANYA, MISHA)
    ]


def test_making_the_same_again_makes_nothing(mama: Learner, boris: Learner) -> None:
    first = make(mama, ANYA, REQUEST)
    assert make(mama, ANYA, REQUEST) == first
    assert make(boris, ANYA, REQUEST) != first
    assert [e.action for e in AuditEvent.objects.all()] == ["profile.made", "profile.made"]


def test_a_profile_is_its_owners_alone(mama: Learner, boris: Learner) -> None:
    profile = make(mama, ANYA, REQUEST)
    assert profile_of(mama, str(profile.pk)) == profile
    for learner, key in ((boris, str(profile.pk)), (mama, "x"), (mama, ""), (mama, "\x00")):
        assert profile_of(learner, key) is None


def test_a_correction_is_written_down_once_and_never_makes_a_double(mama: Learner) -> None:
    profile, other = make(mama, ANYA, REQUEST), make(mama, MISHA, REQUEST)
    for _ in range(2):
        correct(profile, ANYA | {"middle_name": "Дмитриевна"}, REQUEST)
    events = AuditEvent.objects.filter(action="profile.corrected")
    assert [e.detail for e in events] == [{"fields": ["middle_name"]}]
    with pytest.raises(Taken):
        correct(other, ANYA | {"middle_name": "Дмитриевна"}, REQUEST)
    assert profile_of(mama, other.pk) == Profile(pk=other.pk)
    assert str(Profile.objects.get(pk=other.pk)) == "Ковалёв Михаил"


@pytest.mark.parametrize("changes", [{"family_name": ""}, {"given_name": ""}, {"gender": "x"}])
def test_senseless_rows_are_refused(changes: dict[str, Any], mama: Learner) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.create(owner=mama, **ANYA | changes)
