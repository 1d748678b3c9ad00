"""What falls while people are at work: no error page of a server, nothing typed or told is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Response, expect

from tests.journeys.installation import HUB, SITE, WORKER, Installation
from tests.journeys.learning_id import Way
from tests.journeys.outbox import code_after, codes
from tests.journeys.people import (
    DESKTOP,
    PHONE,
    Cast,
    enter_lesson,
    give_password,
    known,
    sign_in,
    somebody,
)

PATIENCE_MS = 60_000
"""A killed site is back within seconds; the machine may be busy."""
NOTHING_TO_ANSWER = 503
GO_ON = "Продолжить"


@contextmanager
def no_server_error(page: Page) -> Iterator[None]:
    """Whatever happens, no page is a server's own word for a fault of its."""
    broken: list[str] = []

    def look(answer: Response) -> None:
        if answer.status >= 500 and answer.status != NOTHING_TO_ANSWER:
            broken.append(f"{answer.status} {answer.url}")

    page.on("response", look)
    yield
    assert broken == []


def comes_back(page: Page, path: str) -> None:
    """Wait until the site of that address answers, as a person does who reloads."""
    for _ in range(int(PATIENCE_MS / 500)):
        try:
            if page.context.request.get(path, max_redirects=0).status < 500:
                return
        except Exception:
            page.wait_for_timeout(500)
    raise AssertionError(f"{path} does not come back")


def test_the_identity_site_is_down_when_somebody_wants_to_come_in(
    browser: Browser, installation: Installation
) -> None:
    with somebody(browser, PHONE) as page, no_server_error(page):
        page.goto(installation.urls["school"])
        with installation.without(SITE, "civic"):
            page.get_by_role("button", name="Войти").first.click()
            expect(page.locator("[data-why=provider-unreachable]")).to_be_visible()
            page.get_by_role("button", name="Попробовать ещё раз").click()
            expect(page.locator("[data-why=provider-unreachable]")).to_be_visible()
        comes_back(page, installation.urls["civic"])
        page.get_by_role("button", name="Попробовать ещё раз").click()
        give_password(page, "klara")
        expect(page.locator("button[value=allow]").or_(page.locator("#diary"))).to_be_visible()


def test_the_learning_site_is_down_at_the_first_press(
    browser: Browser, installation: Installation
) -> None:
    with somebody(browser, PHONE) as page, no_server_error(page):
        forget_learning_id(installation, "egor")
        sign_in(page, installation, "egor")
        with installation.without(SITE, "learnid"):
            page.locator("a.btn.go").first.click()
            expect(page.locator("[data-why=provider-unreachable]")).to_be_visible()
            page.reload()
            expect(page.locator("[data-why=provider-unreachable]")).to_be_visible()
        comes_back(page, installation.urls["learnid"])
        page.get_by_role("link", name="Попробовать ещё раз").click()
        Way(page, installation, known("egor")).walk()
        expect(page.locator(".room")).to_have_attribute("data-link", "inside")


def forget_learning_id(installation: Installation, key: str) -> None:
    installation.rows(
        "from parta.school.learning.models import LearningId\n"
        f"LearningId.objects.filter(person__external_id='demo:{key}').delete()"
    )


def test_the_school_is_down_when_the_identity_site_sends_somebody_back(
    cast: Cast, browser: Browser, installation: Installation
) -> None:
    with cast.at("egor"):
        """The consent is given: nothing is asked after the password."""
    with somebody(browser, DESKTOP) as page:
        page.goto(installation.urls["school"])
        page.get_by_role("button", name="Войти").first.click()
        expect(page.locator("[name=password]")).to_be_visible()
        with installation.without(SITE, "school"):
            give_password(page, "egor")
            page.wait_for_url("chrome-error:**")
        comes_back(page, installation.urls["school"])
        page.reload()
        expect(page.locator("#diary")).to_be_attached()


def test_a_site_killed_in_the_middle_of_a_way_goes_on_where_it_was(
    browser: Browser, installation: Installation
) -> None:
    phone, learnid = known("admin").phone or "", installation.urls["learnid"]
    with somebody(browser, PHONE) as page, no_server_error(page):
        page.goto(f"{installation.urls['civic']}/signin")
        installation.kill(SITE, "civic")
        comes_back(page, installation.urls["civic"])
        give_password(page, "anya")
        expect(page.locator("main")).to_contain_text("Ковалёва")
        sent = len(codes(installation, phone))
        page.goto(f"{learnid}/signin")
        page.locator("[name=phone]").fill(phone)
        page.get_by_role("button", name=GO_ON, exact=True).click()
        code = code_after(installation, phone, sent)
        installation.kill(SITE, "learnid")
        comes_back(page, learnid)
        page.reload()
        page.locator("[name=code]").press_sequentially(code)
        expect(page.locator("[name=code]")).to_have_count(0)
        assert len(codes(installation, phone)) == sent + 1


def test_a_contact_that_the_register_has_taken_outlives_the_school_s_death(
    cast: Cast, installation: Installation
) -> None:
    with cast.at("klara", "/register/") as page, no_server_error(page):
        page.locator("ul.ppl a.nm", has_text="Мельникова").first.click()
        page.get_by_label("Телефон или e‑mail").first.fill("dasha-2@pochta.example")
        page.get_by_role("button", name="Добавить контакт").click()
        expect(page.locator("ul.kept")).to_contain_text("dasha-2@pochta.example")
        installation.kill(SITE, "school")
        comes_back(page, installation.urls["school"])
        page.reload()
        expect(page.locator("ul.kept")).to_contain_text("dasha-2@pochta.example")
        page.locator("ul.kept summary").click()
        page.locator("ul.kept button").click()
        expect(page.locator("ul.kept")).to_have_count(0)


PACE_MS = 2_100
"""The talk takes five messages of one person in ten seconds."""


def say(page: Page, text: str) -> None:
    page.locator("#say").fill(text)
    page.locator("#say").press("Enter")


def told(page: Page) -> list[str]:
    return page.get_by_role("log").locator("li p").all_inner_texts()


def test_no_process_s_death_takes_anything_from_a_lesson(
    cast: Cast, installation: Installation
) -> None:
    programs = {
        "school": (SITE, "school"),
        "hub": (HUB,),
        "media": (installation.media_server,),
        "school-worker": (WORKER, "school"),
        "civic": (SITE, "civic"),
        "civic-worker": (WORKER, "civic"),
        "learnid": (SITE, "learnid"),
        "learnid-worker": (WORKER, "learnid"),
    }
    with cast.at("vera") as vera, cast.at("anya", viewport=PHONE) as anya:
        enter_lesson(vera)
        enter_lesson(anya, installation, "anya")
        anya.get_by_role("button", name="Рука", exact=True).click()
        expect(vera.locator(".hands li")).to_have_count(1)
        before, said = len(told(vera)), []
        for name, program in programs.items():
            say(vera, f"{name}: перед")
            expect(anya.get_by_role("log")).to_contain_text(f"{name}: перед")
            installation.kill(*program)
            say(anya, f"{name}: после")
            expect(vera.get_by_role("log")).to_contain_text(f"{name}: после", timeout=PATIENCE_MS)
            said += [f"{name}: перед", f"{name}: после"]
            anya.wait_for_timeout(PACE_MS)
        for site in installation.urls.values():
            comes_back(vera, site)
        for page in (vera, anya):
            page.reload()
            expect(page.locator(".room")).to_have_attribute(
                "data-link", "inside", timeout=PATIENCE_MS
            )
            assert told(page)[before:] == said
        expect(vera.locator(".hands li")).to_have_count(1)
        anya.get_by_role("button", name="Опустить").click()
        expect(vera.locator(".hands li")).to_have_count(0)
