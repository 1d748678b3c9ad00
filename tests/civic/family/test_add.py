"""Adding a child: a new account, one that was there, and whatever must not be told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import Document
from parta.civic.citizens.models import Citizen
from parta.civic.family.consent import VERSION
from parta.civic.family.models import Guardianship
from parta.kit import clock
from tests.civic.family.parents import (
    BORN,
    CHILD,
    CONTACT,
    choose,
    fill,
    guarded,
    of,
    own_child,
    parent,
    type_code,
    whole,
)
from tests.civic.newcomer import PASSWORD, messages, path_of
from tests.civic.test_citizens import citizen


def document(person: Citizen, number: str = "123456") -> Document:
    return Document.objects.create(
        citizen=person, kind="birth-certificate", series="I-АК", number=number,
        issued_on=date(2016, 6, 10),
    )  # fmt: skip


def codes() -> list[str]:
    return [message.to for message in messages() if message.code]


def test_a_parent_registers_a_child(mama: Citizen, browser: Client) -> None:
    assert path_of(fill(browser)) == "/family/add/code"
    assert path_of(type_code(browser)) == "/family/add/password"
    done = choose(browser)
    child = Citizen.objects.get(phone=CONTACT)
    assert done["Location"] == f"/family/{child.pk}?changed=registered"
    assert browser.get("/family").wsgi_request.user == mama
    assert (child.full_name, child.birthdate, child.gender, child.level) == (
        "Мельник Артём Ильич", BORN, "male", "simplified",
    )  # fmt: skip
    assert child.check_password(PASSWORD)
    paper = Document.objects.get(citizen=child)
    assert (paper.kind, paper.series, paper.number) == ("birth-certificate", "I-АК", "123456")
    row = Guardianship.objects.get()
    assert (row.parent, row.child, row.registered, row.ended_at) == (mama, child, True, None)
    assert row.consent_version == VERSION
    assert clock.now() - row.consent_at < timedelta(minutes=1)
    event = AuditEvent.objects.get(action="child.registered")
    assert (event.actor, event.object) == (str(mama.pk), f"account:{child.pk}")
    assert event.detail == {
        "parent": str(mama.pk), "consent": VERSION, "document": True, "contact": "phone",
    }  # fmt: skip


def test_the_child_signs_in_with_the_password_that_it_chose(browser: Client) -> None:
    whole(browser)
    child = Client()
    assert child.post("/signin", {"identifier": CONTACT, "password": PASSWORD}).status_code == 302
    page = child.get("/account").content.decode()
    assert "Мельник Мария" in page
    assert "/family/parents/remove" not in page


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"birthdate": "02.06.2001"}, "birthdate"),
        ({"number": "I-АК 12345"}, "number"),
        ({"number": "36 26 104218"}, "number"),
        ({"issued_on": "01.06.2016"}, "issued_on"),
        ({"issued_on": "01.06.2099"}, "issued_on"),
        ({"issued_on": ""}, "issued_on"),
        ({"contact": "+71991000001"}, "contact"),
        ({"contact": "112-233-445 95"}, "contact"),
        ({"family_name": ""}, "family_name"),
        ({"consent": ""}, "consent"),
        ({"gender": ""}, "gender"),
        ({}, ""),
        ({"contact": "Artyom@Pochta.Example"}, ""),
        ({"middle_name": ""}, ""),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_field_and_stays(
    browser: Client, changes: dict[str, str], wrong: str
) -> None:
    answer = fill(browser, **changes)
    if not wrong:
        assert answer.status_code == 302
        return
    html = answer.content.decode()
    assert f'id="id_{wrong}_error"' in html
    assert 'value="Артём"' in html
    assert not messages()
    assert 'value="Ильич"' in browser.get("/family/add").content.decode()


def test_on_the_14th_birthday_it_is_too_late(browser: Client) -> None:
    today = clock.today()
    ahead = today.replace(year=today.year - 14) + timedelta(days=1)
    early = fill(browser, birthdate=f"{ahead:%d.%m.%Y}", issued_on=f"{today:%d.%m.%Y}")
    assert early.status_code == 302
    late = fill(browser, birthdate=f"{ahead - timedelta(days=1):%d.%m.%Y}")
    assert 'id="id_birthdate_error"' in late.content.decode()


def test_the_second_parent_joins_the_same_account(
    mama: Citizen, browser: Client, settings: Any
) -> None:
    child = whole(browser)
    settings.CLOCK_OFFSET = timedelta(minutes=3)  # a number gets a code every two minutes
    papa = of(parent("+71991000002", given_name="Илья", gender="male"))
    fill(papa)
    type_code(papa)
    joined = papa.get("/family/add/password")
    assert joined["Location"] == f"/family/{child}?changed=joined"
    assert Citizen.objects.filter(birthdate=BORN).count() == 1
    assert [r.registered for r in Guardianship.objects.order_by("pk")] == [True, False]
    told = [message for message in messages() if not message.code]
    assert [message.to for message in told] == [CONTACT, mama.phone]
    assert all("Мельник Илья" in message.text for message in told)
    assert AuditEvent.objects.get(action="child.joined").object == f"account:{child}"
    assert papa.get(f"/family/{child}").status_code == 200


def test_an_account_of_the_childs_own_making_is_joined_by_its_code(browser: Client) -> None:
    child = own_child()
    fill(browser)
    assert codes() == [CONTACT]
    type_code(browser)
    assert browser.get("/family/add/password")["Location"].startswith(f"/family/{child.pk}?")
    assert Document.objects.get(citizen=child).number == "123456"
    child.refresh_from_db()
    assert child.level == "simplified"


def test_with_a_snils_of_its_own_the_childs_level_stays_what_it_was(browser: Client) -> None:
    child = own_child(snils="11223344595", level="simplified")
    fill(browser)
    type_code(browser)
    browser.get("/family/add/password")
    child.refresh_from_db()
    assert child.level == "standard"


def strangers(name: str) -> None:
    if name == "contact":
        own_child(given_name="Борис")
    elif name == "grown-up":
        own_child(birthdate=date(1990, 1, 1))
    elif name == "other-certificate":
        document(own_child(), "654321")
    elif name == "closed":
        own_child(closes_at=clock.now())
    elif name == "two-parents":
        child = own_child()
        guarded(parent("+71991000002"), child)
        guarded(parent("+71991000003"), child)
    elif name == "same-child":
        document(own_child(phone="", phone_verified=False))


@pytest.mark.parametrize(
    "name",
    ["contact", "grown-up", "other-certificate", "closed", "two-parents", "same-child"],
)
def test_what_a_stranger_must_not_learn_looks_like_a_free_contact(
    browser: Client, name: str
) -> None:
    strangers(name)
    before = Guardianship.objects.count()
    assert path_of(fill(browser)) == "/family/add/code"
    assert browser.get("/family/add/code").status_code == 200
    assert codes() == []
    for code in ("000000", "123456"):
        browser.post("/family/add/code", {"code": code})
    assert path_of(browser.get("/family/add/password")) == "/family/add/code"
    assert Guardianship.objects.count() == before


def test_a_certificate_of_somebody_else_tells_nothing(mama: Citizen, browser: Client) -> None:
    """Whoever has typed this number first may be wrong: the account is made, without it."""
    document(citizen(email="x@pochta.example", email_verified=True))
    child = whole(browser)
    assert not Document.objects.filter(citizen_id=child).exists()
    assert "56" in browser.get(f"/family/{child}").content.decode()
    assert AuditEvent.objects.get(action="child.registered").detail["document"] is False


def test_a_proof_holds_for_the_very_same_form_alone(browser: Client, settings: Any) -> None:
    document(citizen(email="x@pochta.example", email_verified=True, **SAME), "777777")
    fill(browser)
    type_code(browser)
    assert path_of(fill(browser)) == "/family/add/password"
    settings.CLOCK_OFFSET = timedelta(minutes=3)
    assert path_of(fill(browser, number="I-АК 777777")) == "/family/add/code"
    assert path_of(browser.get("/family/add/password")) == "/family/add/code"


SAME = {"family_name": "Мельник", "given_name": "Артём", "birthdate": BORN}


def test_a_child_of_ones_own_is_found_and_not_doubled(mama: Citizen, browser: Client) -> None:
    guarded(mama)
    assert path_of(fill(browser)) == "/family"
    assert codes() == []


def test_pressing_twice_makes_one_account(browser: Client) -> None:
    fill(browser)
    type_code(browser)
    kept = dict(browser.session["family"])
    first = choose(browser)
    session = browser.session
    session["family"] = kept  # the second press was on its way
    session.save()
    again = choose(browser)
    assert (again.status_code, first["Location"]) == (302, again["Location"])
    assert Guardianship.objects.count() == 1
    assert Citizen.objects.filter(phone=CONTACT).count() == 1


def test_a_contact_that_became_anothers_meanwhile_adds_nothing(browser: Client) -> None:
    fill(browser)
    type_code(browser)
    citizen(phone=CONTACT, phone_verified=True, birthdate=date(1990, 1, 1))
    assert choose(browser).status_code == 409
    assert not Guardianship.objects.exists()


def test_a_family_has_a_bound(mama: Citizen, browser: Client) -> None:
    for number in range(12):
        child = own_child(phone=f"+7199300{number:04}")
        guarded(mama, child)
    assert fill(browser).status_code == 409
    assert "/family/add" not in browser.get("/family").content.decode()


def test_forms_of_one_parent_are_slowed(browser: Client) -> None:
    own_child(given_name="Борис")
    answers = [fill(browser, number=f"I-АК 1000{n:02}") for n in range(12)]
    assert answers[-1].status_code == 429
    assert 'value="Артём"' in answers[-1].content.decode()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 200),
        ({"level": "standard"}, 403),
        ({"birthdate": date(2013, 1, 1)}, 404),
        ({"birthdate": date(2010, 1, 1)}, 404),
    ],
)
@pytest.mark.parametrize("path", ["/family", "/family/add"])
def test_a_family_is_a_confirmed_grown_ups(changes: dict[str, Any], status: int, path: str) -> None:
    person = of(parent(**changes))
    assert person.get(path).status_code == status
    tab = 'href="/family"' in person.get("/account").content.decode()
    assert tab is (status == 200)
    if status != 200:
        assert person.post("/family/add", CHILD).status_code == status


def test_the_form_asks_for_a_fresh_sign_in(browser: Client, settings: Any) -> None:
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    assert browser.get("/family/add")["Location"].startswith("/signin?again=1")
    assert Client().get("/family")["Location"].startswith("/signin?")


@pytest.mark.parametrize("path", ["/family/add/code", "/family/add/password"])
def test_a_later_page_leads_to_the_one_that_is_due(browser: Client, path: str) -> None:
    assert browser.get(path)["Location"] in {"/family/add", "/family"}


def test_the_password_is_not_made_of_the_childs_data(browser: Client) -> None:
    fill(browser)
    type_code(browser)
    page = choose(browser, "артём2016")
    assert page.status_code == 200
    assert not Guardianship.objects.exists()
