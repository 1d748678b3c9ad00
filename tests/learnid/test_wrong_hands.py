"""What an attacker brings along to the way: other people's keys, codes, sessions and names."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from parta.idp.accounts.goal import Goal, sign
from parta.idp.consent.models import Consent
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile
from tests.addresses import ELSEWHERE, every_address, leads_away
from tests.forms import throw
from tests.idp.party import PASSWORD, Browser, Party, answer, register
from tests.learnid.asking import PHONE, asked_by, learner, typed_code
from tests.learnid.test_profiles import ANYA, MISHA
from tests.learnid.walk import SAID, Walker, messages

OTHER_PHONE = "+71992222222"
BY_CLIENTS = {"/token", "/par", "/userinfo", "/authorize", "/end-session", "/revoke"}
NEW = "лодка у причала 7"
pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Party:
    return register("school", ["openid", "learning_profile"])


def inside() -> Walker:
    """Signed in by code alone, at a page of their own."""
    walker = Walker().press(phone=PHONE)
    return walker.press(code=messages(PHONE)[-1])


@pytest.mark.proves("attack:consent-bypass")
@pytest.mark.parametrize(("named", "agreed"), [("Client school", True), ("Client other", False)])
def test_a_press_agrees_for_the_client_alone_that_the_page_has_named(
    school: Party, named: str, agreed: bool
) -> None:
    """Anybody can take a signed name from an address of their own and put it into another."""
    learner(ANYA, password="")
    asked = asked_by(school)
    name = sign(Goal(named, "https://party.example"))
    way = urlencode({"next": asked.url, "goal": name})
    walker = Walker(f"/signin?{way}").press(phone=PHONE)
    typed_code(walker).press(profile=str(Profile.objects.get().pk)).press(**SAID)
    assert Consent.objects.exists() is agreed
    if agreed:
        assert answer(walker.page, school)["code"]
    else:
        assert walker.at == "/authorize"
        assert "Client school" in walker.text
        assert 'name="decision"' in walker.page.content.decode()


@pytest.mark.proves("attack:session-fixation")
def test_the_key_of_a_session_changes_with_the_code(school: Party) -> None:
    walker = Walker(asked_by(school).url).press(phone=PHONE)
    before = walker.cookies[settings.SESSION_COOKIE_NAME].value
    typed_code(walker)
    planted = Browser()
    planted.cookies[settings.SESSION_COOKIE_NAME] = before
    assert walker.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert planted.get("/account").status_code == 302


@pytest.mark.parametrize("where", ["/recover/code", "/recover/password"])
def test_the_code_of_a_sign_in_sets_no_password(where: str) -> None:
    learner(ANYA, password="")
    walker = Walker().press(phone=PHONE)
    code = messages(PHONE)[-1]
    walker.open(where).press(code=code, password=NEW)
    assert walker.at == "/recover"
    assert not Learner.objects.get().has_usable_password()


def test_the_code_of_a_recovery_signs_nobody_in_by_itself() -> None:
    learner(ANYA)
    walker = Walker("/recover").press(identifier=PHONE)
    walker.go("/signin", phone=PHONE)
    walker.go("/signin/code", code=messages(PHONE)[-1])
    assert "_auth_user_id" not in walker.session


def test_the_password_of_one_number_opens_no_other(school: Party) -> None:
    """In a second tab: password of the own number, then the code of somebody else's."""
    learner(ANYA)
    learner(MISHA, phone=OTHER_PHONE)
    walker = Walker().press(phone=PHONE).press(password=PASSWORD)
    walker.go("/signin", phone=OTHER_PHONE)
    walker.page = walker.go("/signin/code", code="1")
    assert walker.at == "/signin/password"
    assert messages(OTHER_PHONE) == []


def test_another_persons_profile_is_as_if_absent_at_every_address(school: Party) -> None:
    learner(ANYA, password="")
    boris = learner(MISHA, phone=OTHER_PHONE).profiles.get()
    walker, stranger = inside(), Browser()
    for path, names_a_row in every_address(keys(boris.pk)):
        if path == "/signout":
            continue
        for found in (walker.get(path), walker.send(path, **SAID, profile=str(boris.pk))):
            assert found.status_code < 500, path
            assert "Михаил" not in found.content.decode(), path
            if names_a_row and not path.startswith("/operator/"):  # closed to all but operators
                assert found.status_code in {404, 405}, path
        for found in (stranger.get(path), stranger.send(path, **SAID)):
            assert found.status_code < 500, path
            assert "Михаил" not in found.content.decode(), path
    boris.refresh_from_db()
    assert str(boris.name).startswith("Михаил")


def keys(of: UUID | None = None) -> dict[str, Any]:
    """What stands in addresses: a key that names nothing but `of`, or the only profile."""
    key = of or Profile.objects.get().pk
    return dict.fromkeys(("key", "parent", "client_id", "account", "pk"), key)


def test_no_other_site_presses_for_who_is_in(school: Party) -> None:
    learner(ANYA)
    for path, _ in every_address(keys()):
        browser = Browser()
        browser.force_login(Learner.objects.get())
        found = browser.post(path, SAID)
        by_clients = path in BY_CLIENTS or path.startswith("/oauth2/")
        assert found.status_code in ({303, 400, 401} if by_clients else {403, 405}), path


def test_rubbish_on_the_way(school: Party) -> None:
    learner(ANYA)
    good = {**SAID, "phone": "8 199 333-33-33", "password": PASSWORD}
    walker = Walker(asked_by(school).url)
    passed = {"/signout"}
    for step in ({"phone": PHONE}, {"password": PASSWORD}):
        assert throw(unguarded(walker), walker.address, {**good, **step}, passed)
        walker.go(walker.address, **step)
        walker.page = walker.go(walker.address)


def test_rubbish_in_the_cabinet() -> None:
    learner(ANYA, password="")
    walker = unguarded(inside())
    good = {**SAID, "password": ""}
    for page in ("claim", "edit"):
        where = f"/profile/{Profile.objects.get().pk}/{page}"
        assert throw(walker, where, good, {"/signout"}), page
    assert throw(walker, "/recover", {"identifier": PHONE}, {"/signout"})
    assert throw(walker, "/account/password", {}, {"/signout"})


def unguarded(walker: Walker) -> Walker:
    """A form's key is no matter here: the page has given it."""
    walker.handler.enforce_csrf_checks = False
    return walker


def test_no_address_sends_to_a_site_that_the_visitor_names() -> None:
    owner = learner(ANYA)
    for path, _ in every_address(keys()):
        for elsewhere in ELSEWHERE:
            stranger, own = Client(), Client()
            own.force_login(owner)
            typed = {"next": elsewhere, "post_logout_redirect_uri": elsewhere}
            for client in (stranger, own):
                for found in (client.get(path, typed), client.post(path, typed)):
                    assert found.status_code < 500, path
                    assert not leads_away(found), (path, elsewhere)
