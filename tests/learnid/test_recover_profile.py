"""A lost number: the school vouches by the back door, and the profile comes to the new one."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from parta.audit.models import AuditEvent
from parta.idp.provider.subjects import subject
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.write import Taken
from parta.learnid.signin.vouching import CLAIM
from tests.idp.party import Ask, Browser, Party, ask, post, register
from tests.learnid.asking import learner
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import Walker, messages, texts

OLD, NEW = "+71991111111", "+71993333333"
pytestmark = pytest.mark.django_db


@pytest.fixture
def anya(school: Party) -> Profile:
    learner(ANYA, phone=OLD, password="")
    return Profile.objects.get()


def asking(party: Party, known_as: str) -> Ask:
    claims = json.dumps({"userinfo": {CLAIM: {"value": known_as}}})
    return ask(party, scope="openid learning_profile", prompt="login", claims=claims)


def pushed(party: Party, known_as: str) -> str:
    """Where the school sends the pupil."""
    asked = asking(party, known_as)
    answer: dict[str, Any] = post(Browser(), "/par", asked.parameters, party).json()
    query = {"client_id": party.client_id, "request_uri": answer["request_uri"]}
    return f"/authorize?{urlencode(query)}"


def arrived(url: str) -> Walker:
    """Signed in with the new number on the way to `url`."""
    return Walker(url).press(phone=NEW).press(code=messages(NEW)[-1])


def test_the_profile_comes_to_the_number_just_proved(school: Party, anya: Profile) -> None:
    known_as = subject(anya.pk, "school")
    walker = arrived(pushed(school, known_as))
    assert walker.at == "/profile/recover"
    assert "подтверждает: этот профиль ваш" in walker.text
    assert "Прежний номер +7 *** ** *11 Новый номер +7 *** ** *33" in walker.text
    walker.press()
    assert walker.at == "/profile/check"
    anya.refresh_from_db()
    assert anya.owner.phone == NEW
    assert subject(anya.pk, "school") == known_as
    assert "под номером +7 *** ** *33" in texts(OLD)[-1]
    event = AuditEvent.objects.get(action="profile.moved")
    assert event.detail["vouched_by"] == "school"


def test_what_was_made_meanwhile_gives_way(school: Party, anya: Profile) -> None:
    there = learner(ANYA, MISHA, phone=NEW, password="")
    walker = arrived(pushed(school, subject(anya.pk, "school")))
    assert "за это время под новым номером" in walker.text
    walker.press_twice()
    assert {p.pk for p in there.kept} == {anya.pk, there.kept.get(given_name="Михаил").pk}


def test_who_says_it_is_not_theirs_goes_on_without_it(school: Party, anya: Profile) -> None:
    walker = arrived(pushed(school, subject(anya.pk, "school")))
    walker.open("/profile/choose", next=walker.page.request["QUERY_STRING"])
    anya.refresh_from_db()
    assert anya.owner.phone == OLD


@pytest.mark.parametrize("who", ["address", "not-trusted", "other-sector", "public"])
def test_nobody_else_can_vouch(who: str, school: Party, anya: Profile, settings: Any) -> None:
    known_as = subject(anya.pk, "school")
    if who == "address":
        url = asking(school, known_as).url
    elif who == "not-trusted":
        settings.VOUCHING_CLIENTS = []
        url = pushed(school, known_as)
    elif who == "other-sector":
        settings.VOUCHING_CLIENTS = ["other"]
        url = pushed(register("other", ["openid", "learning_profile"]), known_as)
    else:
        settings.VOUCHING_CLIENTS = ["public"]
        url = pushed(register("public", ["openid", "learning_profile"], public=True), known_as)
    walker = arrived(url)
    assert walker.at not in {"/profile/recover", "/profile/check"}
    query = walker.page.request["QUERY_STRING"]
    walker.page = walker.send(f"/profile/recover?{query}", pressed="1")
    anya.refresh_from_db()
    assert anya.owner.phone == OLD


def test_a_profile_that_was_left_stays_left(school: Party, anya: Profile) -> None:
    known_as = subject(anya.pk, "school")
    Profile.objects.update(left_at=anya.created_at)
    assert arrived(pushed(school, known_as)).at != "/profile/recover"


def test_both_sites_call_the_claim_by_one_name() -> None:
    """They can't import each other: the name is all that they share."""
    school = Path(__file__).parents[2] / "parta/school/learning/vouching.py"
    assert f'CLAIM: Final = "{CLAIM}"' in school.read_text()


def test_a_twin_made_at_this_very_moment_is_no_error(
    school: Party, anya: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = arrived(pushed(school, subject(anya.pk, "school")))
    with monkeypatch.context() as patched:
        patched.setattr("parta.learnid.signin.recover.move", made_meanwhile)
        assert walker.press().at == "/profile/recover"
    assert walker.press().at == "/profile/check"


def made_meanwhile(*_: Any, **__: Any) -> None:
    raise Taken
