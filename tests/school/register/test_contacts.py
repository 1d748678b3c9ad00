"""«Контакты для входа»: adding, releasing, and what follows for who is in."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError
from django.forms import model_to_dict
from django.test import Client

from parta import live
from parta.audit.models import AuditEvent
from parta.school.learning.models import LearningId
from parta.school.people.hats import Hat
from parta.school.people.models import GuardianLink, Person, RoleAssignment
from parta.school.register import contacts
from parta.school.signin.models import SignInContact
from tests.cast import YEAR_STARTS, Cast
from tests.school.register.conftest import (
    EMAIL,
    PHONE,
    SignIn,
    card,
    link,
    tried,
    why,
    write_down,
)


@pytest.fixture
def klara(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.klara, Hat.CLASS_TEACHER)


@pytest.fixture
def kicked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    out: list[tuple[str, str | None]] = []
    monkeypatch.setattr(live, "kick", lambda person, session: out.append((person, session)))
    return out


def audited() -> list[dict[str, Any]]:
    return [
        model_to_dict(event, ["action", "actor", "object", "detail", "scope", "acting_role"])
        for event in AuditEvent.objects.order_by("id")
    ]


SPELLINGS = [
    ("+7 199 100-00-01", PHONE),
    ("8 (199) 100 00 01", PHONE),
    ("1991000001", PHONE),
    (" Anya@Pochta.Example ", EMAIL),
]


@pytest.mark.parametrize(("typed", "value"), SPELLINGS)
def test_a_contact_in_any_spelling_is_added_once(
    cast: Cast, klara: Client, typed: str, value: str
) -> None:
    here = card(cast.anya, cast.class_7b)
    for _ in "press", "press again":
        assert klara.post(f"{here}contact/", {"contact": typed})["Location"] == here
    contact = SignInContact.objects.get()
    assert (contact.person, contact.value, contact.bound_by) == (cast.anya, value, cast.klara)
    assert audited() == [
        {
            "action": "contact.bound",
            "actor": f"person:{cast.klara.uid}",
            "object": f"person:{cast.anya.uid}",
            "detail": {
                "contact": contact.pk,
                "shown": "+7 *** ** *01" if value == PHONE else "a***@pochta.example",
            },
            "scope": str(cast.school.pk),
            "acting_role": "class_teacher",
        }
    ]


@pytest.mark.parametrize("typed", ["", "12345", "anya@", "8 800", "<b>@x", "a" * 300])
def test_what_is_no_contact_stays_typed_and_says_what_fits(
    cast: Cast, klara: Client, typed: str
) -> None:
    answer = klara.post(f"{card(cast.anya, cast.class_7b)}contact/", {"contact": typed})
    assert answer.status_code == (409 if typed else 422)
    text = answer.content.decode()
    assert 'aria-invalid="true"' in text
    if typed and "<" not in typed:
        assert f'value="{typed}"' in text
    assert "<b>@x" not in text
    assert not SignInContact.objects.exists()
    assert audited() == []


def test_a_contact_serves_one_person_and_the_refusal_names_both(cast: Cast, klara: Client) -> None:
    write_down(cast.gleb)
    answer = klara.post(f"{card(cast.anya, cast.class_7b)}contact/", {"contact": PHONE})
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert (answer.status_code, why(answer)) == (409, "contact-taken")
    assert "входит Жуков Глеб. Ковалёва Анна с ним не войдёт" in text
    assert f'value="{PHONE}"' in text
    assert not cast.anya.contacts.exists()
    SignInContact.objects.update(released_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert (
        klara.post(f"{card(cast.anya, cast.class_7b)}contact/", {"contact": PHONE}).status_code
        == 302
    )


def test_the_same_contact_may_serve_at_another_school(cast: Cast, klara: Client) -> None:
    write_down(cast.boris)
    assert (
        klara.post(f"{card(cast.anya, cast.class_7b)}contact/", {"contact": PHONE}).status_code
        == 302
    )


def test_of_two_who_add_a_contact_at_once_one_wins(
    cast: Cast, klara: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind, seen = contacts.bind, []

    def a_moment_too_late(*asked: Any) -> Any:
        seen.append(asked)
        if len(seen) == 1:
            raise IntegrityError
        write_down(cast.gleb)
        return bind(*asked)

    monkeypatch.setattr(contacts, "bind", a_moment_too_late)
    answer = klara.post(f"{card(cast.anya, cast.class_7b)}contact/", {"contact": PHONE})
    assert why(answer) == "contact-taken"


def test_a_released_contact_serves_nobody_and_ends_the_sessions(
    cast: Cast, klara: Client, sign_in: SignIn, kicked: list[tuple[str, str | None]]
) -> None:
    here, contact = card(cast.anya, cast.class_7b), write_down(cast.anya)
    anya = sign_in(cast.anya, Hat.PUPIL)
    for _ in "press", "press again":
        answer = klara.post(f"{here}contact/release/", {"key": contact.pk})
        assert answer["Location"] == here
    contact.refresh_from_db()
    assert contact.released_at is not None
    assert kicked == [(str(cast.anya.uid), None)]
    assert [event["action"] for event in audited()] == ["contact.released"]
    assert anya.get("/look/").wsgi_request.user.is_authenticated is False
    assert klara.get(here).wsgi_request.user.is_authenticated


@pytest.mark.parametrize("key", ["", "abc", "0", "-1", "99999999999999999999", "another's"])
def test_a_contact_that_is_not_the_persons_is_not_released(
    cast: Cast, klara: Client, key: str
) -> None:
    contact = write_down(cast.olga)
    key = str(contact.pk) if key == "another's" else key
    here = card(cast.anya, cast.class_7b)
    assert klara.post(f"{here}contact/release/", {"key": key}).status_code == 302
    contact.refresh_from_db()
    assert contact.released_at is None
    assert audited() == []


def test_a_released_account_is_nobodys_and_ends_the_sessions(
    cast: Cast, klara: Client, sign_in: SignIn, kicked: list[tuple[str, str | None]]
) -> None:
    here, account = card(cast.anya, cast.class_7b), link(cast.anya)
    anya = sign_in(cast.anya, Hat.PUPIL)
    for _ in "press", "press again":
        assert klara.post(f"{here}account/release/")["Location"] == here
    account.refresh_from_db()
    assert account.released_at is not None
    assert kicked == [(str(cast.anya.uid), None)]
    assert [(it["action"], it["detail"]) for it in audited()] == [
        ("link.released", {"issuers": ["http://civic.example"]})
    ]
    assert anya.get("/look/").wsgi_request.user.is_authenticated is False


def test_a_mismatch_shows_both_dates_and_the_correction_settles_it(
    cast: Cast, klara: Client
) -> None:
    here, contact = card(cast.anya, cast.class_7b), write_down(cast.anya)
    tried(contact, claimed_birth_date=date(2013, 3, 4))
    text = klara.get(here).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "В учётной записи: 04.03.2013, в журнале: 14.03.2013." in text
    assert "09:00" in text
    for _ in "press", "press again":
        answer = klara.post(f"{here}birth-date/", {"birth_date": "4 3 2013"})
        assert answer["Location"] == here
    cast.anya.refresh_from_db()
    assert cast.anya.birth_date == date(2013, 3, 4)
    assert [(it["action"], it["detail"]) for it in audited()] == [
        ("person.birth_date_corrected", {"parts": ["day"]})
    ]
    assert "не совпала" not in klara.get(here).content.decode()


def test_a_birth_date_keeps_who_is_in_signed_in(cast: Cast, klara: Client, sign_in: SignIn) -> None:
    anya = sign_in(cast.anya, Hat.PUPIL)
    klara.post(f"{card(cast.anya, cast.class_7b)}birth-date/", {"birth_date": "04.03.2013"})
    assert anya.get("/look/").wsgi_request.user.is_authenticated


@pytest.mark.parametrize("typed", ["", "32.13.2013", "26.11.2026", "01.01.1850", "вчера", "2013"])
def test_what_is_no_birth_date_stays_typed(cast: Cast, klara: Client, typed: str) -> None:
    answer = klara.post(f"{card(cast.anya, cast.class_7b)}birth-date/", {"birth_date": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode() or not typed
    cast.anya.refresh_from_db()
    assert cast.anya.birth_date == date(2013, 3, 14)


def test_another_account_with_the_contact_is_shown_until_the_link_is_released(
    cast: Cast, klara: Client, at: Callable[[datetime], None]
) -> None:
    here, contact = card(cast.anya, cast.class_7b), write_down(cast.anya)
    link(cast.anya)
    at(datetime(2026, 11, 25, 8, 30, tzinfo=UTC))
    tried(contact, why="already-linked", claimed_birth_date=date(2013, 3, 14))
    text = klara.get(here).content.decode()
    assert "из другой учётной записи" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "11:30" in text
    klara.post(f"{here}account/release/")
    text = klara.get(here).content.decode()
    assert "другой учётной записи" not in text
    assert "ещё" in text


def test_the_class_teacher_helps_with_a_lost_number(cast: Cast, klara: Client) -> None:
    here = card(cast.anya, cast.class_7b)
    assert "learning-id/help/" in klara.get(here).content.decode()
    for _ in range(2):
        assert klara.post(f"{here}learning-id/help/")["Location"] == here
    page = klara.get(here).content.decode()
    assert "/learning/help/" in page
    assert "learning-id/help/" not in page
    assert [event["action"] for event in audited()] == ["learning.vouched"]


def test_a_released_learning_id_is_asked_for_anew(cast: Cast, klara: Client) -> None:
    here, own = card(cast.anya, cast.class_7b), LearningId.objects.get(person=cast.anya)
    assert "Отвязать учебный профиль" in klara.get(here).content.decode()
    for _ in "press", "press again":
        assert klara.post(f"{here}learning-id/release/")["Location"] == here
    own.refresh_from_db()
    assert own.released_at is not None
    assert [event["action"] for event in audited()] == ["learning.released"]
    assert "Отвязать учебный профиль" not in klara.get(here).content.decode()


DEEDS = ["contact/", "contact/release/", "account/release/", "birth-date/"]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", ["teacher", "administrator"])
def test_who_works_at_the_school_is_the_administrators_though_a_parent_of_the_class(
    cast: Cast, klara: Client, sign_in: SignIn, deed: str, role: str
) -> None:
    person = cast.vera if role == "teacher" else cast.admin
    GuardianLink.objects.create(
        school=cast.school, guardian=person, pupil=cast.anya.pupil, since=YEAR_STARTS
    )
    here, account = card(person, cast.class_7b), link(person)
    contact = write_down(person)
    form = {"contact": EMAIL, "key": contact.pk, "birth_date": "01.02.1990"}
    assert "его контакты ведёт администратор" in klara.get(here).content.decode()
    answer = klara.post(f"{here}{deed}", form)
    assert (answer.status_code, why(answer)) == (403, "staff")
    account.refresh_from_db()
    contact.refresh_from_db()
    assert (account.released_at, contact.released_at) == (None, None)
    assert audited() == []
    other = RoleAssignment.objects.create(
        school=cast.school,
        person=Person.objects.create(school=cast.school, surname="Иванов", name="Пётр"),
        role="administrator",
        since=YEAR_STARTS,
    )
    admin = sign_in(other.person, Hat.ADMINISTRATOR)
    assert admin.post(f"{card(person)}{deed}", form)["Location"] == card(person)
    assert len(audited()) == 1


def test_nobody_releases_their_own_account(cast: Cast, sign_in: SignIn) -> None:
    account = link(cast.admin)
    admin = sign_in(cast.admin, Hat.ADMINISTRATOR)
    assert "Отвязать учётную запись" not in admin.get(card(cast.admin)).content.decode()
    answer = admin.post(f"{card(cast.admin)}account/release/")
    assert (answer.status_code, why(answer)) == (403, "own-link")
    account.refresh_from_db()
    assert account.released_at is None


def test_who_comes_to_a_deed_without_a_press_is_led_to_the_card(
    cast: Cast, klara: Client, sign_in: SignIn
) -> None:
    admin = sign_in(cast.admin, Hat.ADMINISTRATOR)
    for client, here in ((klara, card(cast.anya, cast.class_7b)), (admin, card(cast.anya))):
        for deed in (*DEEDS, "parent/", "parent/known/", "parent/end/"):
            assert client.get(f"{here}{deed}")["Location"] == here
            assert client.put(f"{here}{deed}").status_code == 405
    assert not AuditEvent.objects.exists()
