"""J8 beside sound and picture: hands, microphones, chat, and who is sent out of a lesson."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.people import DESKTOP, PHONE, Cast, enter_lesson, sees_and_hears

ANYA, EGOR = "Анна Ковалёва", "Егор Данилов"
BACK_BY_ITSELF_MS = 30_000


@dataclass(frozen=True)
class Lesson:
    """A teacher and two pupils, inside."""

    vera: Page
    anya: Page  # at a phone
    egor: Page


@contextmanager
def taught(cast: Cast, installation: Installation) -> Iterator[Lesson]:
    with (
        cast.at("vera") as vera,
        cast.at("anya", viewport=PHONE) as anya,
        cast.at("egor", viewport=DESKTOP) as egor,
    ):
        enter_lesson(vera)
        enter_lesson(anya, installation, "anya")
        enter_lesson(egor, installation, "egor")
        yield Lesson(vera, anya, egor)


@pytest.fixture
def lesson(cast: Cast, installation: Installation) -> Iterator[Lesson]:
    with taught(cast, installation) as lesson:
        yield lesson


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def say(page: Page, text: str) -> None:
    show(page, "Чат")
    page.locator("#say").fill(text)
    page.locator("#say").press("Enter")


def show(page: Page, tab: str) -> None:
    """Bring a pane to the front where there is no room for both."""
    tabs = page.get_by_role("tab", name=tab)
    if tabs.count():
        tabs.click()


def said(page: Page, text: str) -> Locator:
    return page.get_by_role("log").get_by_text(text, exact=True)


def raised(teacher: Page) -> Locator:
    return teacher.locator(".hands li .grow")


def microphone(page: Page) -> Locator:
    return page.get_by_role("button", name="Микрофон", exact=True)


def is_inside(page: Page) -> None:
    expect(page.locator(".room")).to_have_attribute(
        "data-link", "inside", timeout=BACK_BY_ITSELF_MS
    )


def send_out(teacher: Page, name: str) -> None:
    show(teacher, "Класс")
    press(teacher, f"Вывести с урока: {name}")
    press(teacher, "Вывести с урока")


def test_hands_stand_in_the_order_raised_and_the_word_goes_to_whom_the_teacher_chooses(
    lesson: Lesson,
) -> None:
    press(lesson.anya, "Рука")
    expect(raised(lesson.vera)).to_contain_text([ANYA])
    press(lesson.egor, "Рука")
    expect(raised(lesson.vera)).to_contain_text([ANYA, EGOR])
    expect(lesson.egor.get_by_label("Ваша рука")).to_contain_text("2-я в очереди")
    press(lesson.anya, "Опустить")
    expect(raised(lesson.vera)).to_contain_text([EGOR])
    press(lesson.anya, "Рука")
    expect(raised(lesson.vera)).to_contain_text([EGOR, ANYA])
    press(lesson.vera, f"Дать слово: {EGOR}")
    expect(raised(lesson.vera)).to_contain_text([ANYA])
    expect(microphone(lesson.egor)).to_have_attribute("aria-pressed", "false")
    press(lesson.egor, "Включить микрофон")
    expect(microphone(lesson.egor)).to_have_attribute("aria-pressed", "true")
    lesson.anya.reload()
    expect(lesson.anya.get_by_label("Ваша рука")).to_contain_text("1-я в очереди")
    press(lesson.anya, "Опустить")
    expect(lesson.vera.locator(".hands")).to_have_count(0)


def test_a_microphone_that_the_teacher_closed_stays_closed_until_it_is_given_back(
    lesson: Lesson,
) -> None:
    anya, vera = lesson.anya, lesson.vera
    microphone(anya).click()
    press(vera, f"Закрыть микрофон: {ANYA}")
    for _ in ("at once", "after a reload"):
        expect(microphone(anya)).to_have_attribute("aria-disabled", "true")
        expect(microphone(anya)).to_have_attribute("aria-pressed", "false")
        expect(anya.get_by_role("region", name="Микрофон")).to_contain_text("закрыл учитель")
        anya.reload()
        is_inside(anya)
    press(vera, f"Открыть микрофон: {ANYA}")
    expect(anya.get_by_role("heading", name="Вас просят включить микрофон")).to_be_visible()
    press(anya, "Включить микрофон")
    expect(microphone(anya)).to_have_attribute("aria-pressed", "true")
    expect(vera.get_by_role("button", name=f"Закрыть микрофон: {ANYA}")).to_be_visible()


def test_what_is_said_reaches_everybody_once_though_the_line_was_off_and_the_page_reloaded(
    lesson: Lesson,
) -> None:
    everybody = (lesson.vera, lesson.anya, lesson.egor)
    say(lesson.vera, "Откройте учебник, страница 41")
    say(lesson.anya, "<b>Какая</b> задача?")
    for person in everybody:
        expect(said(person, "Откройте учебник, страница 41")).to_have_count(1)
        expect(said(person, "<b>Какая</b> задача?")).to_have_count(1)
    lesson.egor.context.set_offline(True)
    say(lesson.egor, "Я без связи")
    expect(lesson.egor.get_by_text("уйдёт, когда вернётся связь")).to_be_visible()
    lesson.egor.locator("#say").fill("недописанное")
    say(lesson.vera, "Номер 114")
    lesson.egor.context.set_offline(False)
    for person in everybody:
        expect(said(person, "Я без связи")).to_have_count(1)
        expect(said(person, "Номер 114")).to_have_count(1)
    lesson.egor.reload()
    expect(lesson.egor.locator("#say")).to_have_value("недописанное")
    expect(said(lesson.egor, "Я без связи")).to_have_count(1)


def test_who_was_sent_out_stays_out_by_reload_and_second_window_until_let_in(
    lesson: Lesson,
) -> None:
    egor, vera = lesson.egor, lesson.vera
    press(egor, "Рука")
    expect(raised(vera)).to_contain_text([EGOR])
    address = egor.url
    send_out(vera, EGOR)
    expect(egor.locator("[data-why=removed]")).to_be_visible()
    expect(raised(vera)).to_have_count(0)
    second = egor.context.new_page()
    second.goto(address)
    egor.reload()
    for window in (egor, second):
        expect(window.locator("meta[name=refusal]")).to_have_attribute(
            "content", "removed-by-teacher"
        )
        expect(window.get_by_role("link", name="Вернуться на урок")).to_be_hidden()
    second.close()
    press(vera, f"Пустить: {EGOR}")
    egor.get_by_role("link", name="Вернуться на урок").click()
    is_inside(egor)
    expect(vera.get_by_role("button", name=f"Вывести с урока: {EGOR}")).to_be_visible()


def test_a_page_that_stayed_open_leads_back_by_one_press(lesson: Lesson) -> None:
    send_out(lesson.vera, ANYA)
    expect(lesson.anya.locator("[data-why=removed]")).to_be_visible()
    press(lesson.vera, f"Пустить: {ANYA}")
    press(lesson.anya, "Вернуться на урок")
    is_inside(lesson.anya)
    for tool in ("Микрофон", "Камера"):
        tools = lesson.anya.get_by_role("button", name=tool, exact=True)
        expect(tools).to_have_attribute("aria-pressed", "false")
    sees_and_hears(lesson.anya)


def test_without_the_media_server_topic_and_talk_stay_and_the_room_comes_back(
    lesson: Lesson, installation: Installation
) -> None:
    with installation.without(installation.media_server):
        for person in (lesson.anya, lesson.egor):
            expect(person.locator(".room")).to_have_attribute("data-link", "reconnecting")
        lesson.anya.reload()
        expect(lesson.anya.locator(".room")).to_have_attribute("data-link", "waiting")
        expect(lesson.anya.get_by_role("heading", level=1)).to_contain_text("7Б")
        say(lesson.anya, "Жду урок")
        press(lesson.egor, "Рука")
        say(lesson.vera, "Читаем параграф 12")
        for person in (lesson.vera, lesson.anya, lesson.egor):
            expect(said(person, "Жду урок")).to_have_count(1)
            expect(said(person, "Читаем параграф 12")).to_have_count(1)
        expect(raised(lesson.vera)).to_contain_text([EGOR])
    for person in (lesson.vera, lesson.anya, lesson.egor):
        is_inside(person)
    sees_and_hears(lesson.anya)
    press(lesson.vera, f"Дать слово: {EGOR}")
    expect(lesson.egor.get_by_role("heading", name="Вас просят")).to_be_visible()


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A lesson that is taken back is no lesson for other journeys."""
    running = Installation(tmp_path_factory.mktemp("taken-back"))
    running.start()
    yield running
    running.stop()


def test_a_lesson_taken_back_sends_everybody_out_and_opens_again_when_held_anew(
    own: Installation, browser: Browser
) -> None:
    with taught(Cast(own, browser), own) as lesson:
        row = f"#lesson-{lesson.anya.url.rstrip('/').rpartition('/')[2]}"
        day = lesson.vera.context.new_page()
        day.goto(f"{own.urls['school']}/day/")
        day.locator(row).get_by_role("button", name="Отменить онлайн").click()
        press(day, "Закрыть онлайн-урок")
        for person in (lesson.vera, lesson.anya, lesson.egor):
            refusal = person.locator("meta[name=refusal]")
            expect(refusal).to_have_attribute("content", "taken-back")
        day.locator(row).get_by_role("button", name="Провести онлайн").click()
        for person in (lesson.vera, lesson.anya):
            person.reload()
            is_inside(person)
        sees_and_hears(lesson.anya)
