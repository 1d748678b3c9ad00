"""How a session begins, how long it lasts, and how it ends."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from parta.kit.jobs.jobs import forget_ended_sessions
from parta.school.people.models import GuardianLink, Person, Staff
from parta.school.signin.models import AccountLink
from tests.cast import YEAR_STARTS, Cast
from tests.oidc.provider import ACCESS
from tests.school.signin.conftest import MORNING
from tests.school.signin.guest import Guest, link, reason

At = Callable[[datetime], None]
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def come_in(guest: Guest, person: Person, level: str = "confirmed", **form: str) -> None:
    link(person, guest.provider.issuer)
    guest.account(level)
    guest.sign_in(**form)
    assert guest.person == person.pk


def is_in(guest: Guest) -> bool:
    """By a visit, which may also renew the session."""
    guest.client.get("/signin/who/")
    return guest.person is not None


STAYS: list[tuple[str, dict[str, str], list[timedelta], bool]] = [
    ("anya", {}, [30 * DAY - MINUTE], True),
    ("anya", {}, [30 * DAY + MINUTE], False),
    ("anya", {}, [29 * DAY, 58 * DAY], True),  # each visit counts anew
    ("anya", {}, [29 * DAY, 60 * DAY], False),
    ("mama", {}, [30 * DAY - MINUTE], True),
    ("vera", {}, [12 * HOUR - MINUTE], True),
    ("vera", {}, [11 * HOUR, 12 * HOUR + MINUTE], False),  # a visit renews nothing
    ("admin", {}, [12 * HOUR + MINUTE], False),
    ("anya", {"shared": "1"}, [12 * HOUR - MINUTE], True),
    ("anya", {"shared": "1"}, [11 * HOUR, 12 * HOUR + MINUTE], False),
]


@pytest.mark.proves("asvs:7.3.1", "asvs:7.3.2", "asvs:7.6.1")
@pytest.mark.parametrize(("who", "form", "visits", "still_in"), STAYS)
def test_how_long_one_stays(
    cast: Cast,
    guest: Guest,
    at: At,
    who: str,
    form: dict[str, str],
    visits: list[timedelta],
    still_in: bool,
) -> None:
    come_in(guest, getattr(cast, who), **form)
    for after in visits[:-1]:
        at(MORNING + after)
        assert is_in(guest)
    at(MORNING + visits[-1])
    assert is_in(guest) is still_in


@pytest.mark.parametrize(("form", "lasts"), [({}, True), ({"shared": "1"}, False)])
def test_on_somebody_elses_computer_the_cookie_ends_with_the_browser(
    cast: Cast, guest: Guest, form: dict[str, str], lasts: bool
) -> None:
    come_in(guest, cast.anya, **form)
    assert bool(guest.client.cookies["school_session"]["max-age"]) is lasts


def test_a_session_is_renewed_at_most_daily(cast: Cast, guest: Guest, at: At) -> None:
    come_in(guest, cast.anya)
    ends: list[float] = []
    for after in (MINUTE, 23 * HOUR, 25 * HOUR, 26 * HOUR):
        at(MORNING + after)
        assert is_in(guest)
        ends.append(guest.client.session["ends_at"])
    assert ends[0] == ends[1] < ends[2] == ends[3]


def test_a_low_level_ends_the_session_with_the_grace(cast: Cast, guest: Guest, at: At) -> None:
    cast.anya.birth_date = date(2012, 9, 10)  # 14, and the grace ends on 9 December
    cast.anya.save()
    come_in(guest, cast.anya, "simplified")
    at(datetime.fromisoformat("2026-12-09T23:59+03:00"))
    assert is_in(guest)
    at(datetime.fromisoformat("2026-12-10T00:00+03:00"))
    assert not is_in(guest)
    assert guest.sign_in() == "/signin/stopped/"
    assert guest.why() == "level-missing"


def test_who_lost_the_hat_is_out_at_the_next_renewal(cast: Cast, guest: Guest, at: At) -> None:
    come_in(guest, cast.mama)
    GuardianLink.objects.update(until=date(2026, 11, 26))
    at(MORNING + 23 * HOUR)
    guest.client.get("/look/")
    assert guest.person
    at(MORNING + 25 * HOUR)
    guest.client.get("/look/")
    assert guest.person is None


def test_staff_who_left_are_out_within_the_hour(cast: Cast, guest: Guest, at: At) -> None:
    come_in(guest, cast.vera)
    Staff.objects.update(left_on=date(2026, 11, 25))
    at(MORNING + 59 * MINUTE)
    guest.client.get("/look/")
    assert guest.person
    at(MORNING + 61 * MINUTE)
    guest.client.get("/look/")
    assert guest.person is None


def test_a_released_link_ends_the_session_at_the_next_renewal(
    cast: Cast, guest: Guest, at: At
) -> None:
    come_in(guest, cast.anya)
    AccountLink.objects.update(released_at=MORNING)
    at(MORNING + 25 * HOUR)
    guest.client.get("/look/")
    assert guest.person is None


def test_a_new_epoch_ends_all_sessions(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    cast.anya.session_epoch += 1
    cast.anya.save()
    assert not is_in(guest)


def test_a_released_link_lets_nobody_change_the_hat(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    AccountLink.objects.update(released_at=MORNING)
    assert not is_in(guest)


def test_ended_sessions_are_thrown_away(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    later = Guest(guest.provider)
    later.sign_in()
    forget_ended_sessions()
    assert Session.objects.count() == 1
    assert (is_in(guest), is_in(later)) == (False, True)


@pytest.mark.proves("attack:session-fixation")
def test_a_session_planted_before_the_sign_in_is_worth_nothing(cast: Cast, guest: Guest) -> None:
    guest.leave()
    planted = guest.client.session.session_key
    come_in(guest, cast.anya)
    assert guest.client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


@pytest.mark.proves("asvs:10.1.1")
def test_tokens_stay_at_the_server_and_the_access_token_is_not_even_kept(
    cast: Cast, guest: Guest
) -> None:
    come_in(guest, cast.anya)
    session = guest.client.session
    assert guest.client.cookies["school_session"].value == session.session_key
    page = guest.client.get("/diary/").content.decode()
    said = page + str({name: kept.value for name, kept in guest.client.cookies.items()})
    assert session["signin"]["id_token"] not in said
    assert ACCESS not in said + str(dict(session))


def test_one_persons_session_leaves_nothing_to_the_next(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    session = guest.client.session
    session["left"] = "behind"
    session.save()
    link(cast.gleb, guest.provider.issuer, "person-2")
    guest.account("simplified", "person-2")
    guest.sign_in(login_hint="gleb")
    assert guest.person == cast.gleb.pk
    assert "left" not in guest.client.session


def test_the_back_button_after_signing_in_leads_on(cast: Cast, guest: Guest) -> None:
    link(cast.anya, guest.provider.issuer)
    guest.account()
    url = guest.leave(next="/look/")
    answer = guest.provider.approve(url)
    assert guest.client.get("/signin/callback", answer)["Location"] == "/look/"
    assert guest.client.get("/signin/callback", answer)["Location"] == "/signin/"
    assert guest.client.get("/signin/")["Location"] == "/diary/"
    assert guest.client.get("/signin/?next=/look/")["Location"] == "/look/"
    assert guest.client.get("/signin/stopped/")["Location"] == "/signin/"
    assert guest.person == cast.anya.pk


def test_an_answer_without_its_session_has_a_page_with_the_way_back(
    cast: Cast, guest: Guest, settings: Any
) -> None:
    answer = guest.provider.approve(guest.leave())
    page = Client().get("/signin/callback", answer)
    assert (page.status_code, reason(page)) == (403, "request-expired")
    assert f'href="{settings.PUBLIC_URL}/signin/"' in page.content.decode()


@pytest.mark.parametrize(
    ("goal", "leads"),
    [
        ("/lessons/1/?a=1", "/lessons/1/?a=1"),
        ("http://evil.example/", "/diary/"),
        ("//evil.example/", "/diary/"),
        ("/\\evil.example/", "/diary/"),
        ("https:evil.example", "/diary/"),
        ("javascript:alert(1)", "/diary/"),
        ("lessons/1/", "/diary/"),
        ("/%0d%0aSet-Cookie:a=1", "/%0d%0aSet-Cookie:a=1"),
        ("/\r\nSet-Cookie: a=1", "/%0D%0ASet-Cookie:%20a=1"),
        ("/" + "x" * 500, "/diary/"),
        ("", "/diary/"),
    ],
)
def test_a_sign_in_leads_only_to_own_pages(cast: Cast, guest: Guest, goal: str, leads: str) -> None:
    link(cast.anya, guest.provider.issuer)
    guest.account()
    assert guest.sign_in(next=goal) == leads


@pytest.mark.proves("asvs:7.6.2")
def test_the_page_asks_for_one_press(cast: Cast, guest: Guest, settings: Any) -> None:
    settings.DEMO = False
    page = guest.client.get("/signin/", {"next": "/lessons/1/"})
    assert 'name="next" value="/lessons/1/"' in page.content.decode()
    assert 'name="shared"' in page.content.decode()
    page = guest.client.get("/signin/", {"login_hint": '"+71991000001'})
    assert 'name="login_hint" value="&#34;+71991000001"' in page.content.decode()


def test_a_link_of_the_demo_with_a_name_needs_no_press(
    cast: Cast, guest: Guest, settings: Any
) -> None:
    settings.DEMO = True
    url = guest.client.get("/signin/", {"login_hint": "+71991000001"})["Location"]
    assert url.startswith(guest.provider.issuer)
    asked = guest.provider.parameters
    assert (asked["login_hint"], asked["prompt"]) == ("+71991000001", "login")


def test_who_needs_to_be_signed_in_is_brought_back_afterwards(cast: Cast, guest: Guest) -> None:
    answer = Client().get("/lessons/1/")
    assert answer["Location"] == "/signin/?next=/lessons/1/"


def test_another_account_is_asked_for_anew(cast: Cast, guest: Guest) -> None:
    guest.leave(other="1")
    assert guest.provider.parameters["prompt"] == "login"


@pytest.mark.parametrize("left", ["signed out", "closed the browser"])
def test_the_next_comer_types_a_password(cast: Cast, guest: Guest, left: str) -> None:
    shared = {"shared": "1"} if left == "closed the browser" else {}
    come_in(guest, cast.anya, **shared)
    if left == "signed out":
        guest.client.post("/signout/")
    else:
        del guest.client.cookies["school_session"]
    guest.leave()
    assert guest.provider.parameters["prompt"] == "login"
    guest.sign_in()
    del guest.client.cookies["school_session"]
    guest.leave()
    assert "prompt" not in guest.provider.parameters


def test_on_somebody_elses_computer_its_owner_is_not_let_in(cast: Cast, guest: Guest) -> None:
    guest.leave(shared="1")
    assert guest.provider.parameters["prompt"] == "login"


def test_an_identity_site_that_asks_for_no_password_is_not_believed(
    cast: Cast, guest: Guest
) -> None:
    link(cast.anya, guest.provider.issuer)
    guest.account()
    guest.provider.claims["auth_time"] = int(MORNING.timestamp()) - 120
    assert guest.sign_in(other="1") == "/signin/stopped/"
    assert guest.why() == "answer-untrusted"
    assert guest.sign_in() == "/diary/"


def test_somebody_else_who_is_refused_ends_the_session_before(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    guest.account("simplified", "stranger")
    guest.sign_in(other="1")
    assert guest.why() == "contact-not-bound"
    assert guest.person is None


@pytest.mark.proves("asvs:7.4.1")
def test_signing_out_ends_the_session_here(cast: Cast, guest: Guest) -> None:
    come_in(guest, cast.anya)
    assert guest.client.get("/signout/").status_code == 405
    assert guest.person
    assert guest.client.post("/signout/")["Location"] == "/"
    assert guest.person is None


def test_signing_out_goes_on_to_an_identity_site_that_offers_it(
    cast: Cast, guest: Guest, settings: Any
) -> None:
    guest.provider.described = {"end_session_endpoint": f"{guest.provider.issuer}/end"}
    come_in(guest, cast.anya)
    token = guest.client.session["signin"]["id_token"]
    url = guest.client.post("/signout/")["Location"]
    assert url.startswith(f"{guest.provider.issuer}/end?")
    query = dict(parse_qsl(urlsplit(url).query))
    assert query == {
        "client_id": "school",
        "id_token_hint": token,
        "post_logout_redirect_uri": f"{settings.PUBLIC_URL}/signout/next/",
        "state": query["state"],
    }
    assert guest.person is None


def test_every_page_may_send_its_forms_to_the_identity_site(guest: Guest) -> None:
    for address in ("/signin/", "/look/", "/nothing-here"):
        policy = guest.client.get(address)["Content-Security-Policy"]
        assert f"form-action 'self' {guest.provider.issuer};" in policy


@pytest.mark.proves("asvs:7.6.2", "attack:logout-forgery")
def test_a_form_of_another_site_signs_nobody_in_or_out(cast: Cast, guest: Guest) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("/signin/", "/signin/again/", "/signin/who/", "/signout/"):
        assert strict.post(address).status_code == 403


def test_a_staff_hat_long_after_the_sign_in_needs_another_sign_in(
    cast: Cast, guest: Guest, at: At
) -> None:
    GuardianLink.objects.create(
        school=cast.school, guardian=cast.vera, pupil=cast.gleb.pupil, since=YEAR_STARTS
    )
    link(cast.vera, guest.provider.issuer)
    guest.account()
    guest.sign_in()
    guest.client.post("/signin/who/", {"choice": f"{cast.vera.pk}:parent"})
    at(MORNING + 13 * HOUR)
    answer = guest.client.post("/signin/who/", {"choice": f"{cast.vera.pk}:teacher"})
    assert answer["Location"] == "/signin/"
    assert guest.person is None


def test_a_page_costs_the_session_and_the_person(
    cast: Cast, guest: Guest, django_assert_num_queries: Any
) -> None:
    come_in(guest, cast.anya)
    with django_assert_num_queries(0):
        Client().get("/look/")
    with django_assert_num_queries(2):
        guest.client.get("/look/")
