"""Parents: a new one, one whom the register knows, the end of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.school.people.hats import Hat
from parta.school.people.models import GuardianLink, Person
from parta.school.signin.models import SignInContact
from tests.cast import TODAY, YEAR_STARTS, Cast
from tests.school.register.conftest import EMAIL, PHONE, SignIn, card, why, write_down

PAPA = {
    "parent-surname": "Ковалёв",
    "parent-name": "Дмитрий",
    "parent-patronymic": "Олегович",
    "parent-birth_date": "02.03.1984",
    "parent-kin": "father",
    "parent-contact": "8 199 100-00-01",
}


@pytest.fixture
def klara(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.klara, Hat.CLASS_TEACHER)


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def add(client: Client, cast: Cast, **changes: str) -> Any:
    form = PAPA | {f"parent-{name}": value for name, value in changes.items()}
    return client.post(f"{card(cast.anya, cast.class_7b)}parent/", form)


def link(client: Client, cast: Cast, contact: str) -> Any:
    return client.post(f"{card(cast.olga, cast.class_7b)}parent/known/", known(contact))


def known(contact: str) -> dict[str, str]:
    return {"known-contact": contact, "known-kin": "mother"}


def of(child: Person) -> list[GuardianLink]:
    links = GuardianLink.objects.filter(pupil=child.pupil, until=None)
    return list(links.select_related("guardian").order_by("pk"))


def test_a_new_parent_is_written_down_once_and_can_sign_in(cast: Cast, klara: Client) -> None:
    for _ in "press", "press again":
        assert add(klara, cast)["Location"] == card(cast.anya, cast.class_7b)
    _, new = of(cast.anya)
    papa = new.guardian
    assert (papa.full_name, papa.birth_date) == ("Ковалёв Дмитрий Олегович", date(1984, 3, 2))
    assert (new.kin, new.since, new.restricted) == ("father", TODAY, False)
    assert [it.value for it in papa.contacts.all()] == [PHONE]
    assert actions() == ["guardian.linked", "contact.bound"]
    assert "отец: " in klara.get(card(papa, cast.class_7b)).content.decode()


def test_a_parent_without_a_contact_may_get_one_later(cast: Cast, klara: Client) -> None:
    for _ in "press", "press again":
        assert add(klara, cast, contact="").status_code == 302
    papa = of(cast.anya)[1].guardian
    assert add(klara, cast).status_code == 302
    assert len(of(cast.anya)) == 2
    assert [it.value for it in papa.contacts.all()] == [PHONE]


WRONG = [
    ({"surname": ""}, 422),
    ({"name": "7"}, 422),
    ({"surname": "<script>"}, 422),
    ({"surname": "я" * 201}, 422),
    ({"birth_date": "31.02.1984"}, 422),
    ({"birth_date": "26.11.2026"}, 422),
    ({"kin": "neighbour"}, 422),
    ({"contact": "12"}, 422),
    ({"birth_date": "26.11.2012"}, 422),
]


@pytest.mark.parametrize(("changes", "status"), WRONG)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(
    cast: Cast, klara: Client, changes: dict[str, str], status: int
) -> None:
    answer = add(klara, cast, **changes)
    assert answer.status_code == status
    text = answer.content.decode()
    assert 'aria-invalid="true"' in text
    for name, value in (PAPA | {f"parent-{k}": v for k, v in changes.items()}).items():
        shown = value.replace("<", "&lt;").replace(">", "&gt;")
        assert f'value="{shown}"' in text or not value or value == "neighbour", name
    assert len(of(cast.anya)) == 1
    assert not SignInContact.objects.exists()
    assert actions() == []


def test_everything_wrong_of_a_parent_is_said_at_once_and_the_form_is_open_there(
    cast: Cast, klara: Client
) -> None:
    answer = add(klara, cast, contact="12", birth_date="26.11.2012")
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    form = text.partition('<details class="fold" open>')[2].partition("</details>")[0]
    assert "Это не телефон" in form
    assert "Родителю не меньше 14 лет" in form
    begins = [tag for tag in form.split("<")[1:] if "autofocus" in tag]
    assert [('name="parent-birth_date"' in tag) for tag in begins] == [True]
    assert text.count("autofocus") == 1


def test_a_contact_of_another_is_refused_by_name_and_nobody_is_written_down(
    cast: Cast, klara: Client
) -> None:
    write_down(cast.gleb)
    people = Person.objects.count()
    answer = add(klara, cast)
    assert (answer.status_code, why(answer)) == (409, "contact-taken")
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "входит Жуков Глеб. Ковалёв Дмитрий с ним не войдёт" in text
    assert (Person.objects.count(), len(of(cast.anya))) == (people, 1)


def test_who_is_in_the_register_already_is_linked_and_not_doubled(
    cast: Cast, klara: Client
) -> None:
    papa = Person.objects.create(
        school=cast.school,
        surname="Ковалев",
        name="Дмитрий",
        patronymic="Олегович",
        birth_date=date(1984, 3, 2),
    )
    assert add(klara, cast).status_code == 302
    assert of(cast.anya)[1].guardian == papa
    assert [it.value for it in papa.contacts.all()] == [PHONE]


def test_a_namesake_of_another_birth_date_or_school_is_another_person(
    cast: Cast, klara: Client
) -> None:
    known = {"surname": "Ковалёв", "name": "Дмитрий", "patronymic": "Олегович"}
    older = Person.objects.create(school=cast.school, birth_date=date(1954, 3, 2), **known)
    far = Person.objects.create(school=cast.other_school, birth_date=date(1984, 3, 2), **known)
    add(klara, cast)
    assert of(cast.anya)[1].guardian not in {older, far}


def test_a_colleague_is_linked_and_keeps_the_contacts_that_the_administrator_gave(
    cast: Cast, klara: Client
) -> None:
    vera = {
        "surname": cast.vera.surname,
        "name": cast.vera.name,
        "patronymic": cast.vera.patronymic,
        "birth_date": "05.04.1980",
    }
    for given in PAPA["parent-contact"], "":
        answer = add(klara, cast, **vera, contact=given)
        assert (answer.status_code, why(answer)) == (409, "staff")
    assert (cast.vera.contacts.exists(), of(cast.olga)) == (False, [])
    write_down(cast.vera, EMAIL)
    assert link(klara, cast, EMAIL).status_code == 302
    assert of(cast.olga)[0].guardian == cast.vera
    shown = klara.get(card(cast.vera, cast.class_7b)).content.decode().replace("<wbr>", "")
    assert (EMAIL in shown, "a***@pochta.example" in shown) == (False, True)


def test_a_parent_of_another_child_is_linked_by_contact(cast: Cast, klara: Client) -> None:
    write_down(cast.mama, EMAIL)
    for _ in "press", "press again":
        assert link(klara, cast, "Anya@pochta.example").status_code == 302
    assert [it.guardian for it in of(cast.olga)] == [cast.mama]
    assert actions() == ["guardian.linked"]
    assert AuditEvent.objects.get().detail == {"pupil": str(cast.olga.uid), "kin": "mother"}


def test_who_can_be_no_parent_is_not_linked(cast: Cast, klara: Client) -> None:
    write_down(cast.anya)
    write_down(cast.boris, EMAIL)
    young = Person.objects.create(
        school=cast.school, surname="Ковалёв", name="Ян", birth_date=date(2015, 1, 1)
    )
    write_down(young, "yan@pochta.example")
    for contact, reason in (
        ("12", "unreadable-contact"),
        (EMAIL, "nobody-has-it"),  # of another school
        (PHONE, "is-a-pupil"),
        ("yan@pochta.example", "too-young"),
    ):
        answer = link(klara, cast, contact)
        assert (answer.status_code, why(answer)) == (409, reason)
        assert f'value="{contact}"' in answer.content.decode()
    assert of(cast.olga) == []


def test_a_link_ends_today_and_with_it_the_parents_session(
    cast: Cast, klara: Client, sign_in: SignIn
) -> None:
    mama, here = sign_in(cast.mama, Hat.PARENT), card(cast.mama, cast.class_7b)
    own = GuardianLink.objects.get(pupil=cast.anya.pupil)
    for _ in "press", "press again":
        klara.post(f"{here}parent/end/", {"key": own.pk})
    own.refresh_from_db()
    assert own.until == TODAY
    assert actions() == ["guardian.ended"]
    assert mama.get("/look/").wsgi_request.user.is_authenticated is False
    assert [it.guardian for it in of(cast.lev)] == [cast.mama]


def test_a_link_of_today_goes_at_once(cast: Cast, klara: Client) -> None:
    add(klara, cast)
    new = of(cast.anya)[1]
    klara.post(f"{card(new.guardian, cast.class_7b)}parent/end/", {"key": new.pk})
    assert len(of(cast.anya)) == 1
    assert not GuardianLink.objects.filter(pk=new.pk).exists()
    assert actions()[-1] == "guardian.ended"
    add(klara, cast)
    assert of(cast.anya)[1].guardian == new.guardian


def test_only_links_to_the_own_class_are_ended(cast: Cast, klara: Client, sign_in: SignIn) -> None:
    brothers = GuardianLink.objects.get(pupil=cast.lev.pupil)
    klara.post(f"{card(cast.mama, cast.class_7b)}parent/end/", {"key": brothers.pk})
    assert [it.guardian for it in of(cast.lev)] == [cast.mama]
    admin = sign_in(cast.admin, Hat.ADMINISTRATOR)
    admin.post(f"{card(cast.mama)}parent/end/", {"key": brothers.pk})
    assert of(cast.lev) == []


def test_only_the_administrator_ends_a_restricted_link(
    cast: Cast, klara: Client, sign_in: SignIn
) -> None:
    own = GuardianLink.objects.get(pupil=cast.anya.pupil)
    GuardianLink.objects.filter(pk=own.pk).update(restricted=True)
    here = card(cast.mama, cast.class_7b)
    assert f'name="key" value="{own.pk}"' not in klara.get(here).content.decode()
    answer = klara.post(f"{here}parent/end/", {"key": own.pk})
    assert (answer.status_code, why(answer)) == (403, "restricted")
    write_down(cast.mama, EMAIL)
    klara.post(f"{card(cast.anya, cast.class_7b)}parent/known/", known(EMAIL))
    assert [(it.guardian, it.restricted) for it in of(cast.anya)] == [(cast.mama, True)]
    assert actions() == []
    admin = sign_in(cast.admin, Hat.ADMINISTRATOR)
    assert f'name="key" value="{own.pk}"' in admin.get(card(cast.mama)).content.decode()
    admin.post(f"{card(cast.mama)}parent/end/", {"key": own.pk})
    assert of(cast.anya) == []


@pytest.mark.parametrize("deed", ["parent/", "parent/known/"])
def test_only_a_pupil_gets_parents(cast: Cast, klara: Client, deed: str) -> None:
    write_down(cast.vera)
    form = PAPA | {"known-contact": PHONE, "known-kin": "mother"}
    answer = klara.post(f"{card(cast.mama, cast.class_7b)}{deed}", form)
    assert (answer.status_code, why(answer)) == (403, "no-pupil")


def test_parents_of_others_classes_are_not_reached(cast: Cast, klara: Client) -> None:
    form = PAPA | {"known-contact": PHONE, "known-kin": "mother"}
    for deed in ("parent/", "parent/known/"):
        for address in (card(cast.gleb, cast.class_7a), card(cast.gleb, cast.class_7b)):
            assert klara.post(f"{address}{deed}", form).status_code == 403
    assert of(cast.gleb) == []


def test_a_link_that_begins_later_is_found_by_the_second_press(cast: Cast, klara: Client) -> None:
    write_down(cast.mama, EMAIL)
    GuardianLink.objects.create(
        school=cast.school,
        guardian=cast.mama,
        pupil=cast.olga.pupil,
        since=YEAR_STARTS + timedelta(days=300),
    )
    assert link(klara, cast, EMAIL).status_code == 302
    assert len(of(cast.olga)) == 1
