"""J7: who does not belong to a lesson is kept out of it, by a sentence and by every address."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.asking import post
from tests.journeys.installation import Installation
from tests.journeys.people import DESKTOP, PHONE, Cast


@pytest.fixture(scope="module")
def lesson(cast: Cast) -> str:
    """The address of the lesson that runs now."""
    with cast.at("anya") as pupil:
        address = pupil.locator("a.btn.go").first.get_attribute("href")
        assert address
        return address


def ask_for_a_pass(page: Page, lesson: str) -> Any:
    return post(page, f"{lesson}pass")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["390", "1280"])
def test_a_parent_sees_online_as_a_fact_and_no_way_in(
    cast: Cast, lesson: str, viewport: ViewportSize
) -> None:
    with cast.at("mama", viewport=viewport) as parent:
        running = parent.locator("[data-state=online-running]")
        expect(running.first).to_contain_text("онлайн")
        expect(parent.locator(".btn.go, a[href*='/lessons/'], [data-state=live]")).to_have_count(0)
        assert ask_for_a_pass(parent, lesson) == [403, {"refusal": {"why": "parent"}}]


@pytest.mark.parametrize(
    ("key", "why"), [("mama", "parent"), ("misha", "not-in-class"), ("klara", "not-in-class")]
)
def test_of_the_same_school_but_not_of_the_lesson_is_told_so(
    cast: Cast, installation: Installation, lesson: str, key: str, why: str
) -> None:
    with cast.at(key) as page:
        assert ask_for_a_pass(page, lesson) == [403, {"refusal": {"why": why}}]
        answer = page.goto(installation.urls["school"] + lesson)
        assert answer
        assert answer.status == 403
        expect(page.locator("meta[name=refusal]")).to_have_attribute("content", why)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".room")).to_have_count(0)
        page.locator(".foot a").first.click()
        expect(page.locator("#diary")).to_be_attached()


def test_of_another_school_finds_nothing(
    cast: Cast, installation: Installation, lesson: str
) -> None:
    with cast.at("boris") as page:
        assert ask_for_a_pass(page, lesson)[0] == 404
        answer = page.goto(installation.urls["school"] + lesson)
        assert answer
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_child_s_diary_is_closed_to_others(cast: Cast, installation: Installation) -> None:
    with cast.at("mama") as parent:
        diary = parent.url
    for key, status in (("egor", 403), ("boris", 404)):
        with cast.at(key) as page:
            answer = page.goto(diary)
            assert answer
            assert answer.status == status
