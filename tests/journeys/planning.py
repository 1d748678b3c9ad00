"""A teacher plans at «Мой день»."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation

A_WEEKEND_AND_MORE = 4  # days; on one of them the school teaches by its timetable


def go_to_plain_lessons(teacher: Page, installation: Installation) -> str:
    """Open the next day that has a lesson which is not online yet; return its date."""
    day = teacher.url
    for days in range(1, A_WEEKEND_AND_MORE + 1):
        date = str(installation.today() + timedelta(days=days))
        teacher.goto(f"{day}?date={date}")
        if teacher.locator("button[name=lesson]:not([formaction])").count():
            return date
    raise AssertionError("no lesson to hold online in the coming days")


def hold_online(teacher: Page) -> str:
    """Press «Провести онлайн» of the first such lesson; return where its row is found."""
    button = teacher.locator("button[name=lesson]:not([formaction])").first
    row = f"#lesson-{button.get_attribute('value')}"
    button.click()
    expect(teacher.locator(row)).to_have_attribute("data-state", "online-later")
    return row
