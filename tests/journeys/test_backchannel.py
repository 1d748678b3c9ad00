"""Who ends all other sessions at the identity site is out of the school there, within seconds."""

import re
import time

from playwright.sync_api import Browser, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.people import DESKTOP, PHONE, Cast, sign_in, somebody

SECONDS = 60
"""At most, on a machine where all else begins as well; the worker looks every two seconds."""
ANYWHERE = re.compile(r"/signin/\?next=")


def test_the_diary_on_a_lost_phone_closes_when_its_owner_ends_all_other_sessions(
    browser: Browser, cast: Cast, installation: Installation
) -> None:
    cast.forget("egor")
    with (
        somebody(browser, PHONE) as lost,
        somebody(browser, PHONE) as given_away,
        somebody(browser, DESKTOP) as home,
    ):
        for page in (lost, given_away, home):
            sign_in(page, installation, "egor")
            expect(page.locator("#diary")).to_be_attached()
        home.goto(f"{installation.urls['civic']}/account/security")
        home.get_by_role("button", name="Выйти на всех других").click()
        expect(home).to_have_url(re.compile("changed=session"))
        assert all(_is_out(page, installation) for page in (lost, given_away))
        home.goto(f"{installation.urls['school']}/diary/")
        expect(home.locator("#diary")).to_be_attached()


def _is_out(page: Page, installation: Installation) -> bool:
    """Tried again and again, as somebody who found the phone would."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        page.goto(f"{installation.urls['school']}/diary/")
        if ANYWHERE.search(page.url):
            return True
        time.sleep(0.5)
    return False
