"""J7: who does not belong to a lesson is kept out of it, by a sentence and by every address."""

from typing import Any

import jwt
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


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("mama", [403, {"refusal": {"why": "parent"}}]),
        ("misha", [403, {"refusal": {"why": "not-in-class"}}]),
        ("klara", [403, {"refusal": {"why": "not-in-class"}}]),
        ("boris", [404, None]),
    ],
)
def test_no_deed_of_a_lesson_is_a_stranger_s(
    cast: Cast, installation: Installation, lesson: str, key: str, told: list[Any]
) -> None:
    with cast.at(key) as page:
        for deed in ("pass", "say", "hand", "microphone", "remove", "let-in", "ticket"):
            assert post(page, lesson + deed) == told, deed
        for look in ("state", "heads"):
            answer = page.context.request.get(installation.urls["school"] + lesson + look)
            assert answer.status == told[0], look


def test_the_media_server_opens_no_room_to_who_guesses_its_name(
    cast: Cast, installation: Installation, lesson: str
) -> None:
    number = lesson.strip("/").rpartition("/")[2]
    door = f"http://127.0.0.1:{installation.media_port}/rtc/validate"
    with cast.at("mama") as page:
        for room in (f"lesson-{number}", f"lesson:{number}:1", ""):
            claims = {"iss": "parta", "sub": "mama", "video": {"room": room, "roomJoin": True}}
            guessed = jwt.encode(claims, "a guess that is as long as a secret is", "HS256")
            for query in ("", f"?room={room}", f"?access_token={guessed}"):
                assert page.context.request.get(door + query).status == 401


def test_a_child_s_diary_is_closed_to_others(cast: Cast, installation: Installation) -> None:
    with cast.at("mama") as parent:
        diary = parent.url
    for key, status in (("egor", 403), ("boris", 404)):
        with cast.at(key) as page:
            answer = page.goto(diary)
            assert answer
            assert answer.status == status
