"""The learning site as a pupil walks through it, answering whatever page is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from playwright.sync_api import Locator, Page

from tests.journeys.installation import Installation
from tests.journeys.outbox import code_after, codes

MOST_PAGES = 12
MOST_TENTHS = 400  # of a second, for the next page
GO_ON = "Продолжить"
CREATE = "Создать учебный профиль"
NUMBER, PASSWORD, CODE = "Ваш телефон", "Введите пароль", "Подтвердите номер"
CHOICE, PROFILE, ABOUT = "Кто идёт на урок?", "Учебный профиль", "Информация о себе"
NEW_PASSWORD = "Новый пароль"
"""What the pages are called."""
SCHOOL_S_WORD = ".room, [data-why], meta[name=refusal]"
"""In the lesson, or told why not."""


class Learner(Protocol):
    """Whose phone it is."""

    @property
    def phone(self) -> str | None: ...  # E.164
    @property
    def password(self) -> str: ...


@dataclass
class Way:
    """From the green button to the lesson, with the headings that were seen on the way."""

    page: Page
    installation: Installation
    learner: Learner
    new: bool = False
    """A profile of one's own, where the phone has others."""
    new_password: str = ""
    """Where the old one is forgotten."""
    look: Callable[[Page], None] = lambda _: None
    """At each page, before it is answered."""
    headings: list[str] = field(default_factory=list)

    def walk(self) -> list[str]:
        """Answer page after page until the learning site has let go; the headings seen."""
        sent = self._sent()
        for _ in range(MOST_PAGES):
            if not self._asked():
                return self.headings
            self.headings.append(" ".join(self.page.locator("h1").inner_text().split()))
            self.look(self.page)
            self.answer(sent)
        raise AssertionError(f"the way does not end: {self.headings}")

    def answer(self, sent: int) -> None:
        """The page that is shown; the code is in the first message after `sent`."""
        answers: dict[str, Callable[[Locator], None]] = {
            "[name=phone]": self._phone,
            "[name=password]": self._password,
            "[name=code]": lambda shown: self._code(shown, sent),
            "[name=identifier]": lambda _: self._press("Получить код"),
            "[name=profile]": lambda _: self._choose(),
            "[name=family_name]": lambda _: self._press(GO_ON),
            "main form": lambda _: self._press(CREATE),
        }
        for selector, answer in answers.items():
            shown = self.page.locator(selector).first
            if shown.count():
                return answer(shown)
        raise AssertionError(f"what is asked at {self.page.url}?")

    def _asked(self) -> bool:
        """Wait for a page of the learning site that asks, or for the school's."""
        learnid = self.installation.urls["learnid"]
        for _ in range(MOST_TENTHS):
            if self.page.url.startswith(learnid) and self.page.locator("main form").count():
                return True
            if not self.page.url.startswith(learnid) and self.page.locator(SCHOOL_S_WORD).count():
                return False
            self.page.wait_for_timeout(100)
        raise AssertionError(f"nothing is asked at {self.page.url}")

    def _sent(self) -> int:
        return len(codes(self.installation, self.learner.phone or ""))

    def _press(self, name: str) -> None:
        before = self.page.url
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_url(lambda url: url != before)

    def _phone(self, shown: Locator) -> None:
        there = re.sub(r"[^+\d]", "", shown.input_value())
        if there != self.learner.phone:
            shown.fill(self.learner.phone or "")
        self._press(GO_ON)

    def _password(self, shown: Locator) -> None:
        forgotten = self.page.get_by_role("link", name="Забыли или не установили пароль?")
        if self.new_password and forgotten.count():
            forgotten.click()
        elif self.new_password:
            shown.fill(self.new_password)
            self._press("Сохранить и войти")
        else:
            shown.fill(self.learner.password)
            self._press(GO_ON)

    def _code(self, shown: Locator, sent: int) -> None:
        """The sixth digit sends."""
        before = self.page.url
        shown.press_sequentially(code_after(self.installation, self.learner.phone or "", sent))
        self.page.wait_for_url(lambda url: url != before)

    def _choose(self) -> None:
        self._press(CREATE if self.new else "Продолжить в учебном профиле")
