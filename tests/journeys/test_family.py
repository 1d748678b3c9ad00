"""J1, by a parent: a child is registered in «Семья», signs in by itself, and is looked after."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.inspection import inspect_once
from tests.journeys.installation import Installation
from tests.journeys.outbox import code_after, codes
from tests.journeys.people import PHONE, give_password, somebody

CONTACT, PASSWORD = "+71993300701", "two-tame-parrots"
CHILD = {
    "family_name": "Ковалёв",
    "given_name": "Тимофей",
    "birthdate": "02.06.2018",
    "number": "II-АК 480217",
    "issued_on": "10.06.2018",
    "contact": "8 199 330-07-01",
}


def test_a_parent_registers_a_child_and_looks_after_it(
    browser: Browser, installation: Installation
) -> None:
    civic, look = installation.urls["civic"], inspect_once
    with somebody(browser, PHONE, strict=True) as page:
        page.goto(f"{civic}/signin?next=/family")
        give_password(page, "mama")
        expect(page.get_by_role("heading", level=1)).to_have_text("Семья")
        look(page)
        page.get_by_role("link", name="Добавить ребёнка").click()
        fill(page)
        look(page)
        seen = len(codes(installation, CONTACT))
        page.get_by_role("button", name="Продолжить").click()
        page.wait_for_url("**/family/add/code")
        look(page)
        page.locator("[name=code]").fill(code_after(installation, CONTACT, seen))
        page.wait_for_url("**/family/add/password")
        look(page)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Создать запись").click()
        expect(page.get_by_role("status").first).to_contain_text("Запись готова")
        look(page)
        own_sign_in(browser, civic)
        page.reload()
        page.get_by_role("button", name="Выйти везде").click()
        expect(page.get_by_text("Сейчас нигде.")).to_be_visible()
        for name in ("Исправить", "Больше не вести", "Закрыть запись"):
            page.get_by_role("link", name=name).click()
            look(page)
            page.go_back()


def test_the_ways_out_of_an_account(browser: Browser, installation: Installation) -> None:
    civic, look = installation.urls["civic"], inspect_once
    with somebody(browser, PHONE, strict=True) as page:
        page.goto(f"{civic}/signin?next=/account/name")
        give_password(page, "lera")
        look(page)
        page.goto(f"{civic}/account/data")
        look(page)
        with page.expect_download() as taken:
            page.get_by_role("button", name="Скачать файлом").click()
        assert taken.value.suggested_filename.endswith(".json")
        page.goto(f"{civic}/account/close")
        look(page)
        page.get_by_role("button", name="Закрыть запись").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Запись закрыта")
        look(page)
        page.goto(f"{civic}/signin")
        give_password(page, "lera")
        expect(page.get_by_role("heading", level=1)).to_have_text("Эта запись закрыта")
        look(page)
        page.get_by_role("button", name="Вернуть").click()
        expect(page.get_by_role("status")).to_contain_text("снова открыта")


def fill(page: Page) -> None:
    for name, value in CHILD.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_text("Мужской").click()
    page.get_by_label("Это мой ребёнок").check()


def own_sign_in(browser: Browser, civic: str) -> None:
    with somebody(browser, PHONE, strict=True) as page:
        page.goto(f"{civic}/signin")
        page.locator("[name=identifier]").fill(CHILD["contact"])
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Войти", exact=True).click()
        expect(page.get_by_text("Ваши родители здесь")).to_be_visible()
        inspect_once(page)
        page.goto(f"{civic}/account/name")
        inspect_once(page)
