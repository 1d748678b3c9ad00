"""J2 and J7: grown-ups are confirmed at the service-centre desk, and the school asks again."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.asking import post
from tests.journeys.chain import Chain
from tests.journeys.inspection import inspect_once
from tests.journeys.installation import Installation
from tests.journeys.newcomers import OLDER, Newcomer, Register
from tests.journeys.papers import Papers
from tests.journeys.people import DESKTOP, PHONE, Cast, give_password, somebody

Look = Callable[[Page], None]
EACH_WIDTH = pytest.mark.parametrize(
    ("viewport", "look"),
    [(PHONE, lambda _: None), (DESKTOP, inspect_once)],
    ids=["390", "1280, under inspection"],
)
CLOSED = ("pass", "say", "hand", "ticket")


@pytest.fixture(scope="module")
def desk(browser: Browser, installation: Installation) -> Iterator[Page]:
    """The clerk at the reception."""
    with somebody(browser, DESKTOP, strict=True) as page:
        page.goto(f"{installation.urls['civic']}/signin")
        give_password(page, "clerk", installation)
        expect(page.get_by_role("heading", name="Приём")).to_be_visible()
        yield page


@EACH_WIDTH
def test_a_pupil_of_14_is_told_what_is_missing_and_in_once_the_desk_has_confirmed(
    browser: Browser,
    installation: Installation,
    register: Register,
    desk: Page,
    viewport: ViewportSize,
    look: Look,
) -> None:
    pupil = register.newcomer(OLDER, young=False)
    with somebody(browser, viewport, strict=True) as page:
        chain = Chain(page, installation, look)
        chain.register(pupil)
        chain.go_on()
        expect(page.locator("body")).to_have_attribute("data-why", "level-missing")
        be_confirmed(chain, pupil, desk)
        expect(page.locator("#diary")).to_be_attached()


@EACH_WIDTH
def test_a_parent_sees_the_child_s_diary_and_no_way_into_a_lesson(
    browser: Browser,
    cast: Cast,
    register: Register,
    desk: Page,
    viewport: ViewportSize,
    look: Look,
) -> None:
    child, mother = register.newcomer(), register.grown_up()
    with somebody(browser, viewport, strict=True) as page:
        chain = Chain(page, cast.installation, look)
        chain.register(mother)
        chain.go_on()
        expect(page.locator("body")).to_have_attribute("data-why", "contact-not-bound")
        register.add_parent(child, mother)
        chain.check_again()
        expect(page.locator("body")).to_have_attribute("data-why", "level-missing")
        be_confirmed(chain, mother, desk)
        expect(page.locator("#diary")).to_be_attached()
        expect(page.locator("main")).to_contain_text(child.given_name)
        sees_online_as_a_fact(page)
        every_way_into_the_lesson_is_closed(page, lesson_of(cast))


def be_confirmed(chain: Chain, who: Newcomer, desk: Page) -> None:
    """From the school's refusal to the desk with a paper, and back to the school."""
    page, school = chain.page, chain.installation.urls["school"]
    chain.look(page)
    page.get_by_role("link", name="Открыть «Гражданин»").click()
    page.get_by_role("link", name="Добавить документы").click()
    chain.look(page)
    papers = Papers.of(who)
    papers.give(page)
    chain.look(page)
    page.get_by_role("link", name="Показать код в МФЦ").click()
    chain.press("Показать код")
    code = page.locator("[data-code]").get_attribute("data-code") or ""
    chain.look(page)
    papers.find(desk, code)
    chain.look(desk)
    papers.compare(desk)
    page.get_by_role("link", name="Что решил оператор?").click()
    expect(page.locator("body")).to_have_attribute("data-level", "confirmed")
    page.goto(f"{school}/signin/stopped/")
    chain.check_again()


def lesson_of(cast: Cast) -> str:
    with cast.at("anya") as pupil:
        return pupil.locator("a.btn.go").first.get_attribute("href") or ""


def sees_online_as_a_fact(parent: Page) -> None:
    expect(parent.locator("[data-state=online-running]").first).to_contain_text("онлайн")
    expect(parent.locator(".btn.go, a[href*='/lessons/'], [data-state=live]")).to_have_count(0)


def every_way_into_the_lesson_is_closed(parent: Page, lesson: str) -> None:
    for name in CLOSED:
        status, answer = post(parent, lesson + name)
        assert (name, status, answer) == (name, 403, {"refusal": {"why": "parent"}})
    answer = parent.goto(parent.url.partition("/diary/")[0] + lesson)
    assert answer
    assert answer.status == 403
    expect(parent.locator("meta[name=refusal]")).to_have_attribute("content", "parent")
    expect(parent.locator(".room")).to_have_count(0)
