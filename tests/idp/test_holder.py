"""One account may stand for several people: whose subject, consent and data a client gets."""

import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpRequest

from parta.idp.accounts import goal
from parta.idp.accounts.account import Account, Holder, model
from parta.idp.accounts.goal import Goal
from parta.idp.consent import memory
from parta.idp.consent.models import Consent
from parta.idp.provider.models import Grant
from tests.idp.party import Browser, Party, answer, ask, redeem, userinfo

ANYA = "+7 199 111-11-11"
pytestmark = pytest.mark.urls("tests.idp.chooser")


@dataclass
class Profile:
    pk: uuid.UUID = field(default_factory=uuid.uuid4)
    acr: str = ""

    def claims(self) -> dict[str, str | bool]:
        return {}


class Family:
    """Two people under one account, and the one whom the session stands for."""

    def __init__(self) -> None:
        self.people = [Profile(), Profile()]
        self.chosen: Profile | None = None

    def holder(self, _request: HttpRequest) -> Holder | None:
        return self.chosen

    def held(self, holder: uuid.UUID) -> Holder | None:
        return next((p for p in self.people if p.pk == holder), None)


@pytest.fixture
def family(monkeypatch: pytest.MonkeyPatch) -> Family:
    family = Family()
    monkeypatch.setattr(model(), "holder", family.holder)
    monkeypatch.setattr(model(), "held", family.held)
    return family


def subject_of(browser: Browser, party: Party) -> str:
    asked = ask(party)
    token = redeem(asked, browser.through(asked)["code"]).json()["access_token"]
    return str(userinfo(token).json()["sub"])


def test_who_has_not_chosen_is_asked_and_comes_back_to_the_request(
    anya: Account, party: Party, family: Family
) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    asked = ask(party)
    response = browser.get(asked.url)
    to = urlsplit(response["Location"])
    assert (response.status_code, to.path) == (302, "/choose-here")
    page = parse_qs(to.query)
    assert goal.read(page["goal"][0]) == Goal("Client party", "https://party.example")
    family.chosen = family.people[0]
    assert "code" in browser.through(ask(party))
    assert browser.get(page["next"][0])["Location"].startswith(party.redirect_uri)


@pytest.mark.proves("attack:consent-bypass")
def test_a_press_on_consent_does_not_skip_the_choice(
    anya: Account, party: Party, family: Family
) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    decide = ask(party).url.replace("/authorize?", "/authorize/decide?")
    to = urlsplit(browser.send(decide, decision="allow")["Location"])
    assert to.path == "/choose-here"
    assert parse_qs(to.query)["next"][0].startswith("/authorize?")
    assert not Consent.objects.exists()


def test_a_silent_request_says_that_a_choice_is_missing(
    anya: Account, party: Party, family: Family
) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    said = answer(browser.get(ask(party, prompt="none").url), party)
    assert said["error"] == "interaction_required"
    family.chosen = family.people[0]
    said = answer(browser.get(ask(party, prompt="none").url), party)
    assert said["error"] == "consent_required"


def test_each_of_them_has_a_subject_and_a_consent_of_their_own(
    anya: Account, party: Party, family: Family
) -> None:
    browser, subjects = Browser(ANYA), []
    for person in (*family.people, *family.people):
        family.chosen = person
        subjects.append(subject_of(browser, party))
    assert subjects[0] == subjects[2] != subjects[1] == subjects[3]
    assert (browser.sign_ins, browser.consents) == (1, 2)
    assert set(Consent.objects.values_list("holder", flat=True)) == {p.pk for p in family.people}
    assert set(Grant.objects.values_list("holder", flat=True)) == {p.pk for p in family.people}


def test_a_consent_recorded_on_the_way_is_not_asked_for_again(
    anya: Account, party: Party, family: Family
) -> None:
    family.chosen = family.people[0]
    memory.remember(family.chosen, "party", ["openid"])
    browser = Browser(ANYA)
    assert "code" in browser.through(ask(party))
    assert browser.consents == 0
    assert "code" in browser.through(ask(party, prompt="consent"))
    assert browser.consents == 1


def test_tokens_of_a_person_who_was_taken_away_are_dead(
    anya: Account, party: Party, family: Family
) -> None:
    family.chosen = family.people[0]
    asked, waiting = ask(party), ask(party)
    browser = Browser(ANYA)
    token = redeem(asked, browser.through(asked)["code"]).json()["access_token"]
    code = browser.through(waiting)["code"]
    assert userinfo(token).status_code == 200
    family.people.pop(0)
    assert userinfo(token).status_code == 401
    refused: Any = redeem(waiting, code)
    assert (refused.status_code, refused.json()) == (400, {"error": "invalid_grant"})
