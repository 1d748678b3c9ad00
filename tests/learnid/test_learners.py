"""Learners: known by a phone, and by nothing else."""

import pytest
from django.db import IntegrityError, transaction

from parta.idp.accounts.identifiers import read
from parta.learnid.learners.models import Learner

pytestmark = pytest.mark.django_db


def test_a_learner_is_found_by_phone_alone() -> None:
    learner = Learner.objects.create(phone="+71991111111", password="!")
    assert Learner.find(read("8 199 111-11-11")) == learner
    assert Learner.find(read("a@b.example")) is None
    assert Learner.find(read("")) is None
    Learner.objects.update(is_active=False)
    assert Learner.find(read("8 199 111-11-11")) is None


def test_a_phone_serves_one_account() -> None:
    Learner.objects.create(phone="+71991111111")
    with pytest.raises(IntegrityError), transaction.atomic():
        Learner.objects.create(phone="+71991111111")


def test_a_learner_has_no_level_and_says_nothing_of_themselves() -> None:
    learner = Learner.objects.create(phone="+71991111111")
    assert (learner.acr, learner.claims()) == ("", {})
