"""Of many presses at once one counts, and a child has two parents at most."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from parta.audit.models import AuditEvent
from parta.civic.citizens.models import Citizen
from parta.civic.family.draft import Draft
from parta.civic.family.form import ChildForm
from parta.civic.family.hand_over import hand_over
from parta.civic.family.models import Guardianship
from parta.civic.family.write import join, register
from tests.civic.family.parents import CHILD, CONTACT, guarded, own_child, parent
from tests.connections import of_many, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


def ready() -> tuple[Draft, ChildForm]:
    form = ChildForm(CHILD)
    assert form.is_valid()
    return Draft(CHILD, ("phone", CONTACT), str(uuid4()), 1.0), form


def press(by: Citizen) -> HttpRequest:
    request = RequestFactory().post("/family/add/password")
    request.user = by
    return request


def test_six_presses_register_one_child() -> None:
    mama, (draft, form) = parent(), ready()
    rows = together(6, lambda _: register(press(mama), mama, draft, form, "!"))
    assert {row.pk for row in rows if row} == {Guardianship.objects.get().pk}
    assert all(rows)
    assert Citizen.objects.count() == 2
    assert AuditEvent.objects.filter(action="child.registered").count() == 1


def test_of_two_parents_who_register_one_contact_one_does() -> None:
    both = [parent(), parent("+71991000002")]
    ways = [ready(), ready()]
    rows = together(2, lambda n: register(press(both[n]), both[n], *ways[n], "!"))
    assert sorted(row is None for row in rows) == [False, True]
    assert Citizen.objects.count() == 3


def test_of_four_who_join_at_once_two_do() -> None:
    own_child()
    four = [parent(f"+7199100000{n}") for n in range(4)]
    draft, form = ready()
    rows = together(4, lambda n: join(press(four[n]), four[n], draft, form))
    assert sum(row is not None for row in rows) == 2
    assert Guardianship.objects.count() == 2


def test_six_presses_of_one_parent_join_once() -> None:
    own_child()
    mama, (draft, form) = parent(), ready()
    rows = together(6, lambda _: join(press(mama), mama, draft, form))
    assert all(rows)
    assert Guardianship.objects.count() == 1
    assert AuditEvent.objects.filter(action="child.joined").count() == 1


def test_a_hand_over_is_written_and_told_once() -> None:
    row = guarded(parent())
    together(4, lambda _: hand_over(row))
    assert AuditEvent.objects.filter(action="guardianship.handed-over").count() == 1
