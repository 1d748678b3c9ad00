"""The school's own way to VK ID ends at this front door as it does at the real one."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory
from pytest_django.live_server_helper import LiveServer

from parta.idp.accounts.models import SignedIn
from parta.idp.provider.models import Grant
from parta.oidc.dialects.vkid import VkId
from parta.oidc.flow import begin, complete
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Refusal, Why
from tests.learnid.asking import learner
from tests.learnid.test_profiles import ANYA
from tests.learnid.vkid.app import BACK, agreed, answered, app, signed_in
from tests.learnid.walk import SAID, Walker

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class School:
    registration: Registration
    session: SessionBase = field(default_factory=SessionBase)

    def leave(self) -> str:
        """The path of this site where the browser is sent."""
        request = RequestFactory().get("/")
        request.session = self.session
        url = begin(request, self.registration)
        assert isinstance(url, str)
        return url.removeprefix(self.registration.issuer)

    def come_back(self, answer: dict[str, str]) -> Identity | Refusal:
        request = RequestFactory().get("/learning/callback", answer)
        request.session = self.session
        return complete(request, self.registration)


@pytest.fixture
def school(live_server: LiveServer, settings: Any) -> School:
    settings.ISSUER = settings.PUBLIC_URL = live_server.url
    learner(ANYA, password="")
    client = app()
    issuer, name = str(live_server.url), client.client_id
    return School(Registration(issuer, name, "", BACK, "vkid.personal_info", VkId()))


def through(walker: Walker) -> dict[str, str]:
    signed_in(walker)
    key = walker.page.content.decode().split('name="profile" value="')[1].split('"')[0]
    return answered(agreed(walker.press(profile=key).press(**SAID)))


def test_a_learner_is_known_by_one_number_and_the_token_is_given_back(school: School) -> None:
    walker = Walker(school.leave())
    who = school.come_back(through(walker))
    assert isinstance(who, Identity), who
    assert (who.issuer, who.acr, who.subject.isdecimal()) == (school.registration.issuer, "", True)
    assert who.claims == {
        "family_name": "Ковалёва",
        "given_name": "Анна",
        "birthdate": "2013-03-14",
        "gender": "female",
    }
    assert Grant.objects.filter(revoked_at=None).count() == 0
    assert SignedIn.objects.count() == 1
    again = school.come_back(answered(walker.go(school.leave())))
    assert isinstance(again, Identity), again
    assert again.subject == who.subject


@pytest.mark.proves("attack:replayed-state")
def test_an_answer_serves_once_and_in_its_own_browser(school: School) -> None:
    answer = through(Walker(school.leave()))
    stranger = School(school.registration)
    stranger.leave()
    refused = stranger.come_back(answer)
    assert isinstance(refused, Refusal)
    assert refused.why == Why.EXPIRED
    assert isinstance(school.come_back(answer), Identity)
    assert isinstance(school.come_back(answer), Refusal)
