"""Another number: a code to the old one, a code to the new one, and both are told."""

from dataclasses import replace

import pytest
from django.test import RequestFactory

from parta.audit.models import AuditEvent
from parta.learnid.learners import lookup
from parta.learnid.learners.lookup import LOOKUPS
from parta.learnid.learners.models import Learner
from tests.learnid.asking import learner
from tests.learnid.test_parents import inside
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import Walker, messages, texts

OLD, NEW, TAKEN = "+71991111111", "+71993333333", "+71992222222"
pytestmark = pytest.mark.django_db


@pytest.fixture
def walker() -> Walker:
    learner(ANYA, phone=OLD, password="")
    return inside(OLD)


def test_the_number_changes_after_a_code_to_both(walker: Walker) -> None:
    elsewhere = inside(OLD)
    walker.open("/account/phone").press(phone="8 199 333-33-33")
    assert walker.at == "/account/phone/old"
    walker.press(code=messages(OLD)[-1])
    assert walker.at == "/account/phone/new"
    assert Learner.objects.get().phone == OLD
    walker.press(code=messages(NEW)[-1])
    assert walker.at == "/account"
    assert "Номер изменён" in walker.text
    assert Learner.objects.get().phone == NEW
    assert all("номер для входа теперь +7 *** ** *33" in texts(p)[-1] for p in (OLD, NEW))
    assert elsewhere.open("/account").at == "/signin"
    assert AuditEvent.objects.latest("pk").action == "contact.changed"


def test_the_code_of_the_new_number_alone_changes_nothing(walker: Walker) -> None:
    walker.open("/account/phone").press(phone=NEW)
    for path in ("/account/phone/new", "/account/phone/old"):
        walker.open(path).press(code="000000")
    assert Learner.objects.get().phone == OLD
    assert messages(NEW) == []


def test_a_number_with_an_account_of_its_own_is_not_taken_over(walker: Walker) -> None:
    learner(MISHA, phone=TAKEN, password="")
    walker.open("/account/phone").press(phone=TAKEN)
    assert "Перенесите профили туда" in walker.text
    walker.press(phone=OLD)
    assert "Это и есть ваш номер" in walker.text
    assert messages(TAKEN) == []


def test_numbers_of_others_are_not_looked_for(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner(MISHA, phone=TAKEN, password="")
    monkeypatch.setattr(lookup, "LOOKUPS", replace(LOOKUPS, free=1))
    lookup.pay(RequestFactory().get("/"))
    walker.open("/account/phone").press(phone=TAKEN)
    assert walker.page.status_code == 429
    assert int(walker.page["Retry-After"]) >= 1
    assert "Перенесите профили туда" not in walker.text


def test_a_number_taken_meanwhile_stays_the_others(walker: Walker) -> None:
    walker.open("/account/phone").press(phone=NEW)
    walker.press(code=messages(OLD)[-1])
    learner(MISHA, phone=NEW, password="")
    walker.press(code=messages(NEW)[-1])
    assert "Перенесите профили туда" in walker.text
    assert Learner.objects.filter(phone=OLD).count() == 1


def test_a_code_for_moving_a_profile_is_none_for_the_account(walker: Walker) -> None:
    """One session, two ways: the proof says which number it is of."""
    anya = Learner.objects.get().profiles.get()
    walker.open("/account/phone").press(phone=NEW)
    walker.open(f"/profile/{anya.pk}/move").press(phone="+71994444444")
    walker.open("/account/phone/old").press(code=messages("+71994444444")[-1])
    assert walker.at == "/account/phone"
    assert Learner.objects.get(pk=anya.owner_id).phone == OLD
