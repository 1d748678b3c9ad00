"""Who is not let in yet, and why; «Проверить ещё раз», «Выйти», «Чужой компьютер»."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.people import DESKTOP, PHONE, known, sign_in, somebody

SESSION = "school_session"
DASHA = """
from datetime import timedelta
from parta.kit import clock
from parta.school.people.models import Person, Pupil
from parta.school.signin.models import AccountLink, SignInContact
dasha, now = Person.objects.get(external_id="demo:dasha"), clock.now()
"""
BOUND = """
SignInContact.objects.create(
    school=dasha.school, person=dasha, kind="phone", value="{phone}", bound_at=now)
"""
TAKEN = """
AccountLink.objects.create(
    school=dasha.school, person=dasha, issuer="{issuer}", subject="another", linked_at=now)
"""
RELEASED = "dasha.links.all().delete()\n"
LEFT = """
long_ago = now.date() - timedelta(days=60)
Pupil.objects.filter(person=dasha).update(arrived_on=long_ago, departed_on=long_ago)
"""
BACK = "Pupil.objects.filter(person=dasha).update(departed_on=None)\n"
UNBOUND = "dasha.contacts.all().delete()\n"


@contextmanager
def refused(browser: Browser, installation: Installation, key: str, why: str) -> Iterator[Page]:
    """Somebody at a phone who came from the identity site and was not let in."""
    with somebody(browser, PHONE) as page:
        sign_in(page, installation, key)
        expect_refusal(page, why)
        yield page


def expect_refusal(page: Page, why: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-why", why)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def check_again(page: Page) -> None:
    page.get_by_role("button", name="Проверить ещё раз").click()


@pytest.mark.parametrize(
    ("key", "why"),
    [("dasha", "contact-not-bound"), ("timur", "contact-mismatch"), ("lera", "level-missing")],
)
def test_a_refusal_says_what_to_do_and_stays_when_nothing_has_changed(
    browser: Browser, installation: Installation, key: str, why: str
) -> None:
    with refused(browser, installation, key, why) as page:
        page.reload()
        expect_refusal(page, why)
        with page.expect_navigation():
            check_again(page)
        expect_refusal(page, why)
        page.goto(f"{installation.urls['school']}/diary/")
        expect(page).to_have_url(f"{installation.urls['school']}/signin/?next=/diary/")


def test_the_contact_to_show_is_whole_and_a_mismatch_names_nobody(
    browser: Browser, installation: Installation
) -> None:
    with refused(browser, installation, "dasha", "contact-not-bound") as page:
        assert known("dasha").email in page.locator("main").inner_text()
    with refused(browser, installation, "timur", "contact-mismatch") as page:
        told = page.locator("main").inner_text()
        assert not any(word in told for word in ("Галиев", "Тимур", "декабря", "2013"))


def test_what_the_school_puts_right_opens_the_diary_at_the_next_check(
    browser: Browser, installation: Installation
) -> None:
    bound = BOUND.format(phone=known("dasha").phone)
    taken = TAKEN.format(issuer=installation.urls["civic"])
    try:
        with refused(browser, installation, "dasha", "contact-not-bound") as page:
            for change, why in ((bound + taken, "already-linked"), (RELEASED + LEFT, "departed")):
                installation.rows(DASHA + change)
                check_again(page)
                expect_refusal(page, why)
            installation.rows(DASHA + BACK)
            check_again(page)
            expect(page.locator("#diary")).to_be_attached()
    finally:
        installation.rows(DASHA + RELEASED + BACK + UNBOUND)


def test_signing_out_closes_the_school(browser: Browser, installation: Installation) -> None:
    with somebody(browser, PHONE) as page:
        sign_in(page, installation, "egor")
        page.locator("summary.ava").click()
        page.get_by_role("button", name="Выйти").click()
        expect(page.get_by_role("button", name="Войти").first).to_be_visible()
        page.goto(f"{installation.urls['school']}/diary/")
        expect(page).to_have_url(f"{installation.urls['school']}/signin/?next=/diary/")
        page.go_back()
        expect(page.locator("#diary")).to_have_count(0)


@pytest.mark.parametrize(("shared", "lasts"), [(False, range(29, 32)), (True, range(-1, 0))])
def test_somebody_else_s_computer_forgets_with_the_browser(
    browser: Browser, installation: Installation, shared: bool, lasts: range
) -> None:
    with somebody(browser, DESKTOP) as page:
        sign_in(page, installation, "anya", shared=shared)
        expires = next(
            cookie["expires"] for cookie in page.context.cookies() if cookie["name"] == SESSION
        )
        days = -1 if expires == -1 else round((expires - time.time()) / 86_400)
        assert days in lasts
