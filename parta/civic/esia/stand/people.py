"""The people of the stand: one of every kind that a system can meet.

Plain data.  Phones are of a range that nobody is given (+7 199), e-mails of a
name that never resolves.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from parta.kit import snils as checked

PASSWORD = "esia-stand-2026"  # noqa: S105 (public)
"""Of all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandPerson:
    """`age` is kept: birth dates move with the years."""

    key: str
    family_name: str
    given_name: str
    middle_name: str
    gender: Literal["female", "male"]
    age: int
    level: Literal["simplified", "standard", "confirmed"]
    phone: str = ""
    email: str = ""
    snils: str | None = None
    passport: str = ""  # series and number
    certificate: str = ""  # series, a dash, number
    children: tuple[str, ...] = ()
    about: str

    @property
    def login(self) -> str:
        return self.phone or self.email

    def birthdate(self, today: date) -> date:
        return date(today.year - self.age - 1, 12, 15)


def _snils(number: str) -> str:
    return f"{number}{checked.checksum(number):02}"


PEOPLE = (
    StandPerson(
        key="simplified",
        family_name="Простова",
        given_name="Ирина",
        middle_name="Сергеевна",
        gender="female",
        age=29,
        level="simplified",
        phone="+71993000001",
        about="упрощённая: только имя и телефон",
    ),
    StandPerson(
        key="standard",
        family_name="Стандартов",
        given_name="Олег",
        middle_name="Павлович",
        gender="male",
        age=41,
        level="standard",
        phone="+71993000002",
        email="oleg@stand.example",
        snils=_snils("199300002"),
        passport="3611300002",
        about="стандартная: паспорт и СНИЛС не подтверждены",
    ),
    StandPerson(
        key="confirmed",
        family_name="Проверенный",
        given_name="Антон",
        middle_name="Викторович",
        gender="male",
        age=33,
        level="confirmed",
        phone="+71993000003",
        email="anton@stand.example",
        snils=_snils("199300003"),
        passport="3615300003",
        about="подтверждённая, без детей",
    ),
    StandPerson(
        key="parent",
        family_name="Родионова",
        given_name="Мария",
        middle_name="Андреевна",
        gender="female",
        age=37,
        level="confirmed",
        phone="+71993000004",
        email="maria@stand.example",
        snils=_snils("199300004"),
        passport="3613300004",
        children=("schoolboy", "schoolgirl"),
        about="подтверждённая, двое детей",
    ),
    StandPerson(
        key="schoolboy",
        family_name="Родионов",
        given_name="Лев",
        middle_name="Ильич",
        gender="male",
        age=8,
        level="simplified",
        email="lev@stand.example",
        certificate="II-АК-300005",
        about="ребёнок (KD), свидетельство о рождении, без СНИЛС",
    ),
    StandPerson(
        key="schoolgirl",
        family_name="Родионова",
        given_name="Вера",
        middle_name="Ильинична",
        gender="female",
        age=12,
        level="standard",
        phone="+71993000006",
        snils=_snils("199300006"),
        certificate="I-АК-300006",
        about="ребёнок (KD), свидетельство о рождении и СНИЛС",
    ),
    StandPerson(
        key="teenager",
        family_name="Взрослов",
        given_name="Пётр",
        middle_name="",
        gender="male",
        age=15,
        level="confirmed",
        phone="+71993000007",
        snils=_snils("199300007"),
        passport="3625300007",
        about="15 лет, подтверждённая, без отчества",
    ),
)
