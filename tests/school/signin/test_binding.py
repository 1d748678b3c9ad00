"""The first sign-in makes an account a person of the register; later ones find it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.kit.notify.models import Message
from parta.school.signin import access
from parta.school.signin.account import Visitor
from parta.school.signin.models import AccountLink
from tests.cast import Cast
from tests.school.signin.guest import ANYA, EMAIL, PHONE, Guest, audited, link, write_down


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
    assert AuditEvent.objects.get(action="signin.linked").scope == str(cast.school.pk)
    told = Message.objects.get()
    assert (told.channel, told.to) == ("sms", PHONE)


def test_a_contact_of_somebody_born_on_another_day_is_passed_over(cast: Cast, guest: Guest) -> None:
    write_down(cast.gleb)
    write_down(cast.anya, EMAIL)
    guest.account("simplified", **ANYA, email=EMAIL, email_verified=True)
    guest.sign_in()
    assert guest.person == cast.anya.pk


@pytest.mark.proves("asvs:6.8.1", "asvs:10.5.2")
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


@pytest.mark.proves("asvs:6.8.1")
def test_the_same_subject_of_another_provider_is_somebody_else(cast: Cast, guest: Guest) -> None:
    link(cast.anya, "https://elsewhere.example")
    guest.account("confirmed")
    assert guest.sign_in() == "/signin/stopped/"
    assert guest.person is None
    link(cast.gleb, guest.provider.issuer)
    guest.sign_in()
    assert guest.person == cast.gleb.pk


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


def test_a_pupil_of_another_school_comes_in_there(cast: Cast, guest: Guest) -> None:
    write_down(cast.anya)
    write_down(cast.boris)
    guest.account("simplified", **ANYA | {"birthdate": "2013-01-20"})
    guest.sign_in()
    assert guest.person == cast.boris.pk
    assert not cast.anya.links.exists()
