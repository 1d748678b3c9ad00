"""The first sign-in makes an account a person of the register; later ones find it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from parta.audit.models import AuditEvent
from parta.school.people.models import GuardianLink, Person, SchoolSetting, Staff
from parta.school.signin import access
from parta.school.signin.account import Visitor
from parta.school.signin.decide import Why
from parta.school.signin.models import AccountLink, SignInAttempt
from tests.cast import TODAY, YEAR_STARTS, Cast
from tests.school.signin.guest import EMAIL, PHONE, Guest, link, reason, write_down

ANYA: dict[str, Any] = {
    "phone_number": PHONE,
    "phone_number_verified": True,
    "birthdate": "2013-03-14",
    "family_name": "Ковалёва",
    "given_name": "Анна",
}


def audited(action: str) -> list[dict[str, Any]]:
    events = AuditEvent.objects.filter(action=action)
    return [{"actor": e.actor, "object": e.object, **e.detail} for e in events]


def test_the_first_sign_in_links_the_account_once(
    cast: Cast, guest: Guest, django_capture_on_commit_callbacks: Any
) -> None:
    contact = write_down(cast.anya)
    guest.account("simplified", **ANYA)
    with django_capture_on_commit_callbacks(execute=True):
        assert guest.sign_in(next="/lessons/1/") == "/lessons/1/"
    assert (guest.person, guest.hat) == (cast.anya.pk, "pupil")
    link = AccountLink.objects.get()
    assert (link.person, link.subject, link.via_contact) == (cast.anya, "person-1", contact)
    assert link.level == "simplified"
    person = f"person:{cast.anya.uid}"
    assert audited("signin.linked") == [
        {
            "actor": person,
            "object": person,
            "issuer": guest.provider.issuer,
            "contact": contact.pk,
            "introduced": False,
        }
    ]
    told = DBTaskResult.objects.get().args_kwargs["args"]
    assert told[:2] == ["sms", PHONE]


def test_later_sign_ins_go_by_issuer_and_subject_alone(cast: Cast, guest: Guest) -> None:
    contact = write_down(cast.anya)
    guest.account("simplified", **ANYA)
    guest.sign_in()
    contact.released_at = contact.bound_at
    contact.save()
    guest.client = Client()
    guest.account("confirmed")
    assert guest.sign_in() == "/diary/"
    assert guest.person == cast.anya.pk
    assert AccountLink.objects.get().level == "confirmed"
    assert len(audited("signin.linked")) == 1


def test_a_released_link_is_made_anew_while_the_contact_stands(cast: Cast, guest: Guest) -> None:
    write_down(cast.anya)
    guest.account("simplified", **ANYA)
    guest.sign_in()
    AccountLink.objects.update(released_at=cast.anya.contacts.get().bound_at)
    guest.client = Client()
    guest.sign_in()
    assert guest.person == cast.anya.pk
    assert AccountLink.objects.filter(released_at=None).count() == 1


SPELLINGS = [
    {"phone_number": "8 (199) 100-00-01", "phone_number_verified": True},
    {"phone_number": "71991000001", "phone_number_verified": True},
    {"email": "Anya@Pochta.example ", "email_verified": True, "phone_number": None},
]


@pytest.mark.parametrize("spelt", SPELLINGS)
def test_a_contact_is_known_however_it_is_spelt(
    cast: Cast, guest: Guest, spelt: dict[str, Any]
) -> None:
    write_down(cast.anya)
    write_down(cast.anya, EMAIL)
    guest.account("simplified", **ANYA | spelt)
    guest.sign_in()
    assert guest.person == cast.anya.pk


Prepare = Callable[[Cast, Guest], object]


def nothing(_cast: Cast, _guest: Guest) -> None: ...


def bind(cast: Cast, _guest: Guest) -> object:
    return write_down(cast.anya)


def bind_to_another_with_the_email(cast: Cast, _guest: Guest) -> object:
    return write_down(cast.anya), write_down(cast.gleb, EMAIL)


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
    (Why.CONTACT_MISMATCH, bind, {"birthdate": None}),
    (Why.CONTACT_MISMATCH, bind, {"birthdate": "2013"}),
    (Why.CONTACT_MISMATCH, bind, {"birthdate": "2013-02-30"}),
    (
        Why.CONTACT_MISMATCH,
        bind_to_another_with_the_email,
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


def test_a_number_that_fits_two_persons_is_left_for_both_class_teachers(
    cast: Cast, guest: Guest
) -> None:
    bind_to_another_with_the_email(cast, guest)
    guest.account("simplified", **ANYA, email=EMAIL, email_verified=True)
    guest.sign_in()
    tried = SignInAttempt.objects.values_list("person", flat=True)
    assert sorted(tried) == sorted([cast.anya.pk, cast.gleb.pk])


@pytest.mark.parametrize(
    ("winner", "outcome"), [("person-1", "/diary/"), ("another", "/signin/stopped/")]
)
def test_of_two_first_sign_ins_that_race_one_wins(
    cast: Cast, guest: Guest, monkeypatch: pytest.MonkeyPatch, winner: str, outcome: str
) -> None:
    write_down(cast.anya)
    link(cast.anya, guest.provider.issuer, winner)
    guest.account("simplified", **ANYA)
    places, seen = access.places, []

    def a_moment_too_early(visitor: Visitor, now: datetime) -> list[access.Place]:
        seen.append(visitor)
        early = replace(visitor, issuer="http://nobody.example") if len(seen) == 1 else visitor
        return places(early, now)

    monkeypatch.setattr(access, "places", a_moment_too_early)
    assert guest.sign_in() == outcome
    assert len(seen) == 2
    assert AccountLink.objects.get().subject == winner


def test_a_refused_person_checks_again_without_being_asked(cast: Cast, guest: Guest) -> None:
    guest.account("simplified", **ANYA)
    guest.sign_in(next="/lessons/1/", shared="1")
    write_down(cast.anya)
    url = str(guest.client.post("/signin/again/")["Location"])
    assert guest.provider.parameters["prompt"] == "none"
    assert guest.come_back(url) == "/lessons/1/"
    assert guest.client.session["signin"]["shared"] is True


def test_who_has_to_be_asked_after_all_is_asked(cast: Cast, guest: Guest) -> None:
    guest.account("simplified", **ANYA)
    guest.sign_in()
    url = str(guest.client.post("/signin/again/")["Location"])
    url = guest.come_back(url, code=None, error="login_required")
    assert "prompt" not in guest.provider.parameters
    assert guest.come_back(url, code=None, error="login_required") == "/signin/stopped/"
    assert guest.why() == "interaction-required"


@pytest.mark.parametrize(("days", "let_in"), [(30, True), (31, False)])
def test_a_pupil_who_left_may_look_for_a_while(
    cast: Cast, guest: Guest, days: int, let_in: bool
) -> None:
    cast.anya.pupil.departed_on = date.fromordinal(TODAY.toordinal() - days)
    cast.anya.pupil.save()
    link(cast.anya, guest.provider.issuer)
    guest.account("simplified", **ANYA)
    assert (guest.sign_in() == "/diary/") is let_in


def test_a_school_may_take_other_proof_of_its_adults(cast: Cast, guest: Guest) -> None:
    SchoolSetting.objects.create(
        school=cast.school, key="adult_level", value=2, valid_from=YEAR_STARTS
    )
    write_down(cast.mama)
    guest.account("standard", **ANYA | {"birthdate": "1985-06-03"})
    assert guest.sign_in() == "/diary/"
    assert guest.hat == "parent"


HATS = [
    ("olga", "pupil", "/diary/"),
    ("mama", "parent", "/diary/"),
    ("vera", "teacher", "/day/"),
    ("klara", "class_teacher", "/day/"),
    ("deputy", "deputy_head", "/"),
    ("clerk", "office", "/"),
    ("admin", "administrator", "/"),
]


@pytest.mark.parametrize(("who", "hat", "home"), HATS)
def test_everybody_comes_in_under_their_own_hat(
    cast: Cast, guest: Guest, who: str, hat: str, home: str
) -> None:
    person: Person = getattr(cast, who)
    link(person, guest.provider.issuer)
    guest.account()
    assert guest.sign_in() == home
    assert (guest.person, guest.hat) == (person.pk, hat)
    assert 'href="/signin/who/"' not in guest.client.get("/signin/who/").content.decode()


def test_a_restricted_guardian_has_nothing_left_to_see(cast: Cast, guest: Guest) -> None:
    GuardianLink.objects.update(restricted=True)
    link(cast.mama, guest.provider.issuer)
    guest.account()
    assert guest.sign_in() == "/signin/stopped/"
    assert guest.why() == Why.DEPARTED


def test_a_pupil_of_another_school_comes_in_there(cast: Cast, guest: Guest) -> None:
    write_down(cast.anya)
    write_down(cast.boris)
    guest.account("simplified", **ANYA | {"birthdate": "2013-01-20"})
    guest.sign_in()
    assert guest.person == cast.boris.pk
    assert not cast.anya.links.exists()


def test_a_teacher_who_is_also_a_parent_chooses_a_hat(cast: Cast, guest: Guest) -> None:
    GuardianLink.objects.create(
        school=cast.school, guardian=cast.vera, pupil=cast.gleb.pupil, since=YEAR_STARTS
    )
    link(cast.vera, guest.provider.issuer)
    guest.account()
    assert guest.sign_in(next="/lessons/1/") == "/signin/who/"
    assert guest.hat is None
    page = guest.client.get("/signin/who/").content.decode()
    assert f'value="{cast.vera.pk}:parent"' in page
    assert f'value="{cast.vera.pk}:teacher"' in page
    answer = guest.client.post("/signin/who/", {"choice": f"{cast.vera.pk}:parent"})
    assert answer["Location"] == "/lessons/1/"
    assert (guest.person, guest.client.session["hat"]) == (cast.vera.pk, "parent")
    assert 'href="/signin/who/"' in guest.client.get("/signin/who/").content.decode()


def test_a_hat_is_changed_later_and_only_for_one_of_ones_own(cast: Cast, guest: Guest) -> None:
    mine = Person.objects.create(school=cast.other_school, surname="Соколова", name="Вера")
    Staff.objects.create(school=cast.other_school, person=mine, hired_on=YEAR_STARTS)
    for person in (cast.vera, mine):
        link(person, guest.provider.issuer)
    guest.account()
    guest.sign_in()
    for choice, now in (
        (f"{cast.vera.pk}:teacher", cast.vera.pk),
        (f"{mine.pk}:teacher", mine.pk),
        (f"{cast.klara.pk}:class_teacher", mine.pk),
        (f"{mine.pk}:administrator", mine.pk),
        ("", mine.pk),
    ):
        guest.client.post("/signin/who/", {"choice": choice})
        assert (guest.person, guest.hat) == (now, "teacher")


def test_a_choice_without_a_sign_in_leads_to_one(cast: Cast, guest: Guest) -> None:
    answer = guest.client.post("/signin/who/", {"choice": f"{cast.anya.pk}:pupil"})
    assert answer["Location"] == "/signin/"
    assert guest.person is None


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


def test_what_anybody_can_send_fills_no_audit(cast: Cast, guest: Guest) -> None:
    guest.client.get("/signin/callback", {"state": "guess", "code": "x"})
    assert guest.why() == "request-expired"
    assert audited("signin.failed") == []


def test_an_identity_site_that_is_down_has_its_page(cast: Cast, settings: Any) -> None:
    settings.SIGNIN_ISSUER = "http://127.0.0.1:9"
    page = Client().post("/signin/", {"next": "/"}, follow=True)
    assert (page.status_code, reason(page)) == (503, "provider-unreachable")
