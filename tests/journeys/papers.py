"""A passport and a СНИЛС, as a person gives them and as a clerk compares them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from playwright.sync_api import Page, expect

from parta.kit import snils
from tests.journeys.newcomers import Newcomer

EXCHANGES = (14, 20, 45)  # years


@dataclass(frozen=True, slots=True)
class Papers:
    number: str
    issued_on: str
    snils: str

    @classmethod
    def of(cls, who: Newcomer) -> Self:
        """Numbers that nobody else has, drawn from the person's phone."""
        digits = who.contact[-7:]
        day_and_month, year = who.birthdate[:6], int(who.birthdate[6:])
        insured = f"19{digits}"
        return cls(
            number=f"450{digits}",
            issued_on=f"{day_and_month}{year + _exchanged(year)}",
            snils=f"{insured}{snils.checksum(insured):02}",
        )

    def give(self, page: Page) -> None:
        """At «Документы» of the identity site."""
        page.get_by_text("Паспорт", exact=True).click()
        page.locator("[name=number]").fill(self.number)
        page.locator("[name=issued_on]").fill(self.issued_on)
        page.locator("[name=department]").fill("770-045")
        page.locator("[name=snils]").fill(self.snils)
        page.get_by_role("button", name="Сохранить").click()
        expect(page.locator("body")).to_have_attribute("data-level", "standard")

    def find(self, desk: Page, code: str) -> None:
        """The clerk looks for the person who shows `code`."""
        desk.locator("#code").fill(code)
        desk.get_by_role("button", name="Найти").click()
        expect(desk.locator(".compare")).to_contain_text(snils.shown(self.snils))

    def compare(self, desk: Page) -> None:
        """The clerk ticks line by line, and confirms."""
        for line in desk.locator("[name=check]").all():
            line.check()
        desk.get_by_role("button", name="Подтвердить").click()
        expect(desk.locator(".compare")).to_have_count(0)


def _exchanged(born: int) -> int:
    """The age at which the passport of today was due."""
    return max(age for age in EXCHANGES if age == 14 or born + age < datetime.now(UTC).year)
