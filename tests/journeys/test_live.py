"""J4: what the teacher plans appears in every open diary, without a reload."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.journeys.installation import HUB, Installation
from tests.journeys.people import DESKTOP, PHONE, Cast
from tests.journeys.planning import go_to_plain_lessons, hold_online

AT_ONCE_MS = 5_000
BY_ASKING_MS = 45_000


@pytest.mark.parametrize("hub", [True, False], ids=["by the hub", "without the hub"])
def test_a_lesson_becomes_online_in_the_open_diaries_of_pupil_and_parent(
    cast: Cast, installation: Installation, hub: bool
) -> None:
    with (
        cast.at("vera") as teacher,
        cast.at("anya", viewport=PHONE) as pupil,
        cast.at("mama", viewport=DESKTOP) as parent,
        ExitStack() as until_the_end,
    ):
        date = go_to_plain_lessons(teacher, installation)
        for reader in (pupil, parent):
            reader.goto(f"{reader.url.partition('?')[0]}?date={date}")
            reader.evaluate("window.notReloaded = true")
        if not hub:
            until_the_end.enter_context(installation.without(HUB))
        row = hold_online(teacher)
        for reader in (pupil, parent):
            patience = AT_ONCE_MS if hub else BY_ASKING_MS
            online = reader.locator(f"{row}[data-state=online-later]")
            expect(online.get_by_text("онлайн", exact=True)).to_be_visible(timeout=patience)
            assert reader.evaluate("window.notReloaded")
            expect(reader.get_by_role("status")).to_contain_text("онлайн")
        expect(parent.locator("a[href*='/lessons/']")).to_have_count(0)
