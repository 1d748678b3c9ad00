"""Who is not let in learns why, and what to do next."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.template.loader import get_template
from django.test import Client

from parta import oidc
from parta.audit.models import AuditEvent
from parta.school.signin.decide import Why
from parta.school.signin.models import AccountLink, SignInAttempt
from tests.cast import Cast
from tests.school.signin.guest import ANYA, EMAIL, Guest, audited, link, reason, write_down

Prepare = Callable[[Cast, Guest], object]


def nothing(_cast: Cast, _guest: Guest) -> None: ...


def bind(cast: Cast, _guest: Guest) -> object:
    return write_down(cast.anya)


def bind_to_a_twin_with_the_email(cast: Cast, _guest: Guest) -> object:
    return write_down(cast.anya), write_down(cast.lev, EMAIL)


def bind_and_link_elsewhere(cast: Cast, guest: Guest) -> object:
    return write_down(cast.anya), link(cast.anya, guest.provider.issuer, "another")


def depart(cast: Cast, _guest: Guest) -> object:
    cast.anya.pupil.departed_on = date(2026, 10, 20)
    cast.anya.pupil.save()
    return write_down(cast.anya)


def bind_adult(cast: Cast, _guest: Guest) -> object:
    return write_down(cast.mama)


def grown_up(cast: Cast, _guest: Guest) -> object:
    return write_down(cast.olga)


KEPT_OUT: list[tuple[Why, Prepare, dict[str, Any]]] = [
    (Why.CONTACT_NOT_BOUND, nothing, {}),
    (Why.CONTACT_NOT_BOUND, bind, {"phone_number_verified": False}),
    (Why.CONTACT_NOT_BOUND, bind, {"phone_number_verified": "true"}),
    (Why.CONTACT_NOT_BOUND, bind, {"phone_number": None}),
    (Why.CONTACT_NOT_BOUND, bind, {"phone_number": "+71991000002"}),
    (Why.CONTACT_NOT_BOUND, bind, {"phone_number": ["+71991000001"]}),
    (Why.CONTACT_MISMATCH, bind, {"birthdate": "2013-03-15"}),
    (Why.BIRTH_DATE_MISSING, bind, {"birthdate": None}),
    (Why.BIRTH_DATE_MISSING, bind, {"birthdate": "2013"}),
    (Why.BIRTH_DATE_MISSING, bind, {"birthdate": "2013-02-30"}),
    (
        Why.CONTACT_MISMATCH,
        bind_to_a_twin_with_the_email,
        {"email": EMAIL, "email_verified": True},
    ),
    (Why.ALREADY_LINKED, bind_and_link_elsewhere, {}),
    (Why.ALREADY_LINKED, bind_and_link_elsewhere, {"birthdate": "1950-01-01"}),
    (Why.DEPARTED, depart, {}),
    (Why.LEVEL_MISSING, bind_adult, {"birthdate": "1985-06-03"}),
    (Why.LEVEL_MISSING, grown_up, {"birthdate": "2012-07-01"}),
]


@pytest.mark.parametrize(("why", "prepare", "claims"), KEPT_OUT)
def test_kept_out_with_a_page_that_says_why(
    cast: Cast, guest: Guest, why: Why, prepare: Prepare, claims: dict[str, Any]
) -> None:
    prepare(cast, guest)
    links = AccountLink.objects.count()
    guest.account("simplified", **ANYA | claims)
    assert guest.sign_in() == "/signin/stopped/"
    assert guest.why() == why
    assert guest.person is None
    assert AccountLink.objects.count() == links
    assert [event["why"] for event in audited("signin.refused")] == [why]


def test_the_page_of_a_contact_not_bound_shows_the_contact(cast: Cast, guest: Guest) -> None:
    guest.account("simplified", **ANYA)
    guest.sign_in()
    assert "+7 199 100-00-01" in guest.client.get("/signin/stopped/").content.decode()


def test_a_mismatch_is_left_for_the_class_teacher_and_says_nothing_of_the_person(
    cast: Cast, guest: Guest
) -> None:
    contact = write_down(cast.anya)
    guest.account("simplified", **ANYA | {"birthdate": "2013-03-15", "given_name": "Олег"})
    guest.sign_in()
    guest.sign_in()
    attempt = SignInAttempt.objects.get()
    assert (attempt.person, attempt.contact, attempt.why) == (
        cast.anya,
        contact,
        "contact-mismatch",
    )
    assert attempt.claimed_birth_date == date(2013, 3, 15)
    page = guest.client.get("/signin/stopped/").content.decode()
    assert not [word for word in ("Анна", "Ковал", "2013", "14.03") if word in page]
    assert "Не совпала дата рождения" in page
    assert "+7 199 100-00-01" in page  # what the class teacher is shown


def test_a_number_that_fits_two_persons_is_left_for_both_class_teachers(
    cast: Cast, guest: Guest
) -> None:
    bind_to_a_twin_with_the_email(cast, guest)
    guest.account("simplified", **ANYA, email=EMAIL, email_verified=True)
    guest.sign_in()
    tried = SignInAttempt.objects.values_list("person", flat=True)
    assert sorted(tried) == sorted([cast.anya.pk, cast.lev.pk])


def test_a_refusal_is_the_record_of_each_school_that_was_meant(cast: Cast, guest: Guest) -> None:
    def records() -> list[tuple[str, list[str]]]:
        events = AuditEvent.objects.filter(action="signin.refused").order_by("scope")
        return [(event.scope, event.detail["people"]) for event in events]

    guest.account("simplified", **ANYA | {"birthdate": "1950-01-01"})
    guest.sign_in()
    assert records() == [("", [])]
    write_down(cast.anya)
    write_down(cast.boris)
    guest.sign_in()
    known = [(str(one.school_id), [str(one.uid)]) for one in (cast.anya, cast.boris)]
    assert records() == [("", []), *sorted(known)]


def test_one_try_is_noted_once(cast: Cast, guest: Guest) -> None:
    contact = write_down(cast.anya)
    for born in (date(2013, 3, 15), None):
        note = {
            "school": cast.school,
            "person": cast.anya,
            "contact": contact,
            "why": Why.CONTACT_MISMATCH,
            "claimed_birth_date": born,
            "at": contact.bound_at,
        }
        SignInAttempt.objects.create(**note)
        with pytest.raises(IntegrityError), transaction.atomic():
            SignInAttempt.objects.create(**note)


def test_an_email_is_kept_in_lower_case(cast: Cast, guest: Guest) -> None:
    write_down(cast.anya, EMAIL)
    with pytest.raises(IntegrityError), transaction.atomic():
        write_down(cast.gleb, EMAIL.title())


def test_a_refused_person_checks_again_without_being_asked(cast: Cast, guest: Guest) -> None:
    guest.account("simplified", **ANYA)
    guest.sign_in(next="/lessons/1/", shared="1")
    write_down(cast.anya)
    url = str(guest.client.post("/signin/again/")["Location"])
    assert guest.provider.parameters["prompt"] == "none"
    assert guest.come_back(url) == "/lessons/1/"
    assert guest.client.session["signin"]["shared"] is True


def test_a_level_raised_meanwhile_lets_in_at_the_next_check(cast: Cast, guest: Guest) -> None:
    link(cast.olga, guest.provider.issuer)  # over 14
    guest.account("simplified")
    guest.sign_in(next="/lessons/1/")
    assert guest.why() == "level-missing"
    guest.account("confirmed")
    url = str(guest.client.post("/signin/again/")["Location"])
    assert guest.provider.parameters["prompt"] == "none"
    assert guest.come_back(url) == "/lessons/1/"
    assert guest.person == cast.olga.pk


def test_a_second_refusal_says_that_it_was_checked(cast: Cast, guest: Guest) -> None:
    def checked() -> bool:
        return "Проверено в" in guest.client.get("/signin/stopped/").content.decode()

    guest.account("simplified", **ANYA)
    guest.sign_in()
    assert not checked()
    guest.come_back(str(guest.client.post("/signin/again/")["Location"]))
    assert checked()


def test_who_has_to_be_asked_after_all_is_asked(cast: Cast, guest: Guest) -> None:
    guest.account("simplified", **ANYA)
    guest.sign_in()
    url = str(guest.client.post("/signin/again/")["Location"])
    url = guest.come_back(url, code=None, error="login_required")
    assert "prompt" not in guest.provider.parameters
    assert guest.come_back(url, code=None, error="login_required") == "/signin/stopped/"
    assert guest.why() == "interaction-required"


FAILED = [
    ({"code": None, "error": "access_denied"}, "access-denied", ""),
    ({"code": None, "error": "server_error"}, "provider-unreachable", "server_error"),
    ({"code": None, "error": "invalid_scope"}, "provider-refused", "invalid_scope"),
    ({"code": None, "error": "a\x00\nb" + "c" * 200}, "provider-refused", "ab" + "c" * 98),
    ({"iss": "http://evil.example"}, "answer-untrusted", "mix-up"),
    ({"code": "used"}, "request-expired", "old code"),
]


@pytest.mark.parametrize(("changes", "why", "detail"), FAILED)
def test_an_answer_that_cannot_be_taken_has_its_page_and_is_audited(
    cast: Cast, guest: Guest, changes: dict[str, str | None], why: str, detail: str
) -> None:
    assert guest.come_back(guest.leave(), **changes) == "/signin/stopped/"
    assert guest.why() == why
    assert audited("signin.failed") == [
        {"actor": "visitor", "object": "signin", "why": why, "detail": detail}
    ]


@pytest.mark.parametrize("why", [*Why, *oidc.Why])
def test_every_reason_has_its_page(why: str) -> None:
    assert get_template(f"signin/stopped/{why}.html")


def test_what_anybody_can_send_leaves_no_row(cast: Cast, guest: Guest, settings: Any) -> None:
    settings.DEMO = False
    page = guest.client.get("/signin/callback", {"state": "guess", "code": "x"})
    assert (page.status_code, reason(page)) == (403, "request-expired")
    guest.client.get("/signin/", {"login_hint": "x", "next": "/"})
    assert audited("signin.failed") == []
    assert not Session.objects.exists()


def test_an_identity_site_that_is_down_has_its_page(cast: Cast, settings: Any) -> None:
    settings.SIGNIN_ISSUER = "http://127.0.0.1:9"
    page = Client().post("/signin/", {"next": "/"}, follow=True)
    assert (page.status_code, reason(page)) == (503, "provider-unreachable")
