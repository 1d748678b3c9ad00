"""People of the register who have no account yet, and the class teacher who keeps it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from playwright.sync_api import Locator, Page, expect

from parta.kit.demo.people import DRAFT
from tests.journeys.people import Cast

CLASS, OLDER = "7Б", "10А"
"""Both are klara's; in the second everybody is over 14."""
AGE = re.compile(r"(\d+) (?:год|лет)")
DATE = re.compile(r"\d\d\.\d\d\.\d{4}")
CAST = [f"{each.family_name} {each.given_name}" for each in DRAFT]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody of the register, as they will register at the identity site."""

    card: str
    """The path of their card in the register."""
    family_name: str
    given_name: str
    middle_name: str
    birthdate: str
    gender: str
    contact: str
    phone: str | None
    """The phone that they give to the learning site."""
    password: str = "two-tame-parrots"

    def with_contact(self, contact: str) -> "Newcomer":
        return replace(self, contact=contact, phone=None if "@" in contact else contact)


@dataclass
class Register:
    """Klara at «Мой класс»: whom she has there, and what she writes down."""

    cast: Cast
    _taken: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def newcomer(self, title: str = CLASS, *, young: bool = True) -> Newcomer:
        """The next pupil of a class who has never come in, with the contact written there."""
        with self.open("/register/") as page:
            page.get_by_role("link", name=title, exact=True).click()
            for path in self._never_in(page):
                self._taken.add(path)
                page.goto(self.cast.installation.urls["school"] + path)
                if (self._age(page) < 14) == young:
                    return _read(page, path)
        raise AssertionError(f"nobody is left in {title}")

    def grown_up(self) -> Newcomer:
        """Somebody whom the register does not know, nobody else's namesake of that day."""
        phone = self.new_phone()
        day = date(1980, 1, 1) + timedelta(days=int(phone[-4:]))
        return Newcomer(
            card="",
            family_name="Родионова",
            given_name="Лариса",
            middle_name="Львовна",
            birthdate=f"{day:%d.%m.%Y}",
            gender="female",
            contact=phone,
            phone=phone,
        )

    def new_phone(self) -> str:
        """A number that nobody has (E.164)."""
        return f"+7199{4_000_000 + next(self._numbers)}"

    def new_email(self) -> str:
        return f"child{next(self._numbers)}@pochta.example"

    @contextmanager
    def open(self, path: str, **options: Any) -> Iterator[Page]:
        with self.cast.at("klara", path, **options) as page:
            yield page

    def replace_contact(self, somebody: Newcomer) -> None:
        """The number that stands there is no longer theirs."""
        with self.open(somebody.card) as page:
            page.locator("ul.kept summary").click()
            page.locator("ul.kept button").click()
            expect(page.locator("ul.kept")).to_have_count(0)
            page.get_by_label("Телефон или e‑mail").first.fill(somebody.contact)
            page.get_by_role("button", name="Добавить контакт").click()
            expect(page.locator("ul.kept li")).to_have_count(1)

    def add_parent(self, child: Newcomer, parent: Newcomer) -> None:
        with self.open(child.card) as page:
            page.locator("summary", has_text="Добавить родителя").click()
            form = page.locator("form[action$='/parent/']")
            for name, value in {
                "surname": parent.family_name,
                "name": parent.given_name,
                "patronymic": parent.middle_name,
                "birth_date": parent.birthdate,
                "contact": parent.contact,
            }.items():
                form.locator(f"[name=parent-{name}]").fill(value)
            form.locator("[name=parent-kin]").select_option(label="мать")
            form.get_by_role("button").click()
            expect(page.locator("section[aria-labelledby=parents] li")).to_have_count(1)

    def _never_in(self, page: Page) -> list[str]:
        rows = page.locator("ul.ppl > li", has_text=re.compile("ещё не входил")).all()
        return [
            path
            for row in rows
            if (path := _path(row)) not in self._taken and not _of_the_cast(row)
        ]

    def _age(self, page: Page) -> int:
        found = AGE.search(page.locator(".who").inner_text())
        assert found
        return int(found[1])


def _path(row: Locator) -> str:
    return row.locator("a.nm").get_attribute("href") or ""


def _of_the_cast(row: Locator) -> bool:
    told = row.locator("a.nm").text_content() or ""
    return any(name in told for name in CAST)


def _read(page: Page, path: str) -> Newcomer:
    surname, name, patronymic = (page.locator("#card").text_content() or "").split()
    born = DATE.search(page.locator("summary", has_text="Дата рождения").inner_text())
    phone = re.sub(r"[^+\d]", "", page.locator("ul.kept b").first.text_content() or "")
    assert born
    return Newcomer(
        card=path,
        family_name=surname,
        given_name=name,
        middle_name=patronymic,
        birthdate=born[0],
        gender="female" if "входила" in page.locator(".who").inner_text() else "male",
        contact=phone,
        phone=phone,
    )
