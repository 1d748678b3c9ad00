# ruff: noqa: S106 (the passwords of the demo are public)
"""The people of the demo: known to the identity site and to the demo school alike.

Plain data, so that both sites load the same names, contacts and birth dates
without knowing each other.  Phones are of a range that nobody is given
(+7 199), e-mails of a name that never resolves.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from parta.kit import snils as checked

Role = Literal["pupil", "parent", "teacher", "class_teacher", "administrator", "clerk"]
School = Literal["school", "gymnasium"]
State = Literal["bound", "not-bound", "mismatch", "level-missing"]
"""What the first sign-in at the school leads to; the clerk belongs to no school."""

SCHOOL_NAMES: dict[School, str] = {
    "school": "Школа №\N{NO-BREAK SPACE}12 (демо)",
    "gymnasium": "Гимназия №\N{NO-BREAK SPACE}3 (демо)",
}
TZ = "Europe/Moscow"  # of both schools
DESK = "МФЦ на Садовой, окно 4"  # of the clerk
BANK = "Демо-банк"
DRAWN_UP = 2026  # the birth dates below fit the school year that begins then


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody who can sign in at the identity site with `login` and `password`."""

    key: str
    family_name: str
    given_name: str
    middle_name: str
    birthdate: date
    gender: Literal["female", "male"]
    email: str
    phone: str | None = None  # E.164
    snils: str | None = None
    passport: str = ""  # series and number, as the demo bank knows it
    level: Literal["simplified", "standard", "confirmed"] = "confirmed"
    password: str
    totp: str = ""  # the secret of an app with one-time passwords, where there is one
    role: Role
    school: School | None = "school"
    school_class: str = ""
    children: tuple[str, ...] = ()  # keys
    state: State = "bound"
    learning: Literal["nothing", "phone", "profile"] = "nothing"
    """What the learning ID site knows: a phone with the same password, or a profile as well."""
    birthdate_in_register: date | None = None  # where it differs from the account's
    about: str

    @property
    def login(self) -> str:
        return self.phone or self.email

    @property
    def passport_spelt(self) -> str:
        return f"{self.passport[:2]} {self.passport[2:4]} {self.passport[4:]}"

    @property
    def school_name(self) -> str | None:
        return SCHOOL_NAMES[self.school] if self.school else None


def _snils(number: str) -> str:
    return f"{number}{checked.checksum(number):02}"


DRAFT = (
    DemoPerson(
        key="anya",
        family_name="Ковалёва",
        given_name="Анна",
        middle_name="Дмитриевна",
        birthdate=date(2013, 10, 12),
        gender="female",
        phone="+71991000001",
        email="anya@pochta.example",
        level="simplified",
        password="parta-anya-7",
        role="pupil",
        school_class="7Б",
        learning="profile",
        about="Ученица 7Б, нет 14 лет. Контакт в журнале есть: первый вход сразу откроет дневник. "
        "Учебный профиль есть, пароль там тот же.",
    ),
    DemoPerson(
        key="egor",
        family_name="Данилов",
        given_name="Егор",
        middle_name="Павлович",
        birthdate=date(2012, 8, 25),
        gender="male",
        phone="+71991000002",
        passport="3626100002",
        email="egor@pochta.example",
        snils=_snils("199100002"),
        password="parta-egor-14",
        role="pupil",
        school_class="7Б",
        learning="phone",
        about="Ученик 7Б, уже 14 лет, учётная запись подтверждена. "
        "Учебного профиля нет, а номер там известен: пароль тот же.",
    ),
    DemoPerson(
        key="dasha",
        family_name="Мельникова",
        given_name="Дарья",
        middle_name="Игоревна",
        birthdate=date(2013, 11, 3),
        gender="female",
        phone="+71991000003",
        email="dasha@pochta.example",
        level="simplified",
        password="parta-dasha-7",
        role="pupil",
        school_class="7Б",
        state="not-bound",
        about="Ученица 7Б. Контакта в журнале ещё нет: классный руководитель его не добавил.",
    ),
    DemoPerson(
        key="timur",
        family_name="Галиев",
        given_name="Тимур",
        middle_name="Ренатович",
        birthdate=date(2013, 12, 9),
        birthdate_in_register=date(2013, 12, 19),
        gender="male",
        phone="+71991000004",
        email="timur@pochta.example",
        level="simplified",
        password="parta-timur-7",
        role="pupil",
        school_class="7Б",
        state="mismatch",
        about="Ученик 7Б. Контакт в журнале есть, но дата рождения там другая.",
    ),
    DemoPerson(
        key="lera",
        family_name="Журавлёва",
        given_name="Валерия",
        middle_name="Олеговна",
        birthdate=date(2011, 1, 17),
        gender="female",
        phone="+71991000005",
        passport="3626100005",
        email="lera@pochta.example",
        level="simplified",
        password="parta-lera-9",
        role="pupil",
        school_class="9А",
        state="level-missing",
        about="Ученица 9А, больше 14 лет, учётная запись упрощённая. На сайте «Гражданин» добавит "
        "документы (паспорт 36 26 100005) и покажет код оператору МФЦ или войдёт в Демо-банк, "
        "пароль там тот же: после этого дневник откроется.",
    ),
    DemoPerson(
        key="misha",
        family_name="Ковалёв",
        given_name="Михаил",
        middle_name="Дмитриевич",
        birthdate=date(2017, 4, 21),
        gender="male",
        email="misha@pochta.example",
        level="simplified",
        password="parta-misha-3",
        role="pupil",
        school_class="3А",
        about="Ученик 3А, брат Ани. Своего телефона нет: входит по e-mail, "
        "учебный профиль создаст по номеру мамы.",
    ),
    DemoPerson(
        key="mama",
        family_name="Ковалёва",
        given_name="Ольга",
        middle_name="Сергеевна",
        birthdate=date(1986, 6, 2),
        gender="female",
        phone="+71991000006",
        passport="3626100006",
        email="olga@pochta.example",
        snils=_snils("199100006"),
        password="parta-olga-2",
        role="parent",
        children=("anya", "misha"),
        about="Мама Ани и Миши: видит дневник каждого, на урок не входит.",
    ),
    DemoPerson(
        key="vera",
        family_name="Соколова",
        given_name="Вера",
        middle_name="Андреевна",
        birthdate=date(1984, 3, 8),
        gender="female",
        phone="+71991000007",
        passport="3626100007",
        email="vera@pochta.example",
        snils=_snils("199100007"),
        password="parta-vera-12",
        role="teacher",
        about="Учитель физики и математики, ведёт все уроки 7Б.",
    ),
    DemoPerson(
        key="klara",
        family_name="Орлова",
        given_name="Клара",
        middle_name="Петровна",
        birthdate=date(1975, 9, 15),
        gender="female",
        phone="+71991000008",
        passport="3626100008",
        email="klara@pochta.example",
        snils=_snils("199100008"),
        password="parta-klara-12",
        role="class_teacher",
        school_class="7Б",
        about="Классный руководитель 7Б: ведёт контакты класса, учит русскому языку.",
    ),
    DemoPerson(
        key="admin",
        family_name="Белкин",
        given_name="Андрей",
        middle_name="Денисович",
        birthdate=date(1979, 2, 11),
        gender="male",
        phone="+71991000009",
        passport="3626100009",
        email="admin@pochta.example",
        snils=_snils("199100009"),
        password="parta-admin-12",
        role="administrator",
        about="Администратор школы: люди, их роли и контакты, и кто что сделал.",
    ),
    DemoPerson(
        key="clerk",
        family_name="Фомина",
        given_name="Нина",
        middle_name="Васильевна",
        birthdate=date(1981, 7, 30),
        gender="female",
        phone="+71991000010",
        passport="3626100010",
        email="nina@pochta.example",
        snils=_snils("199100010"),
        password="parta-nina-1",
        totp="PARTADEMOCLERKNINAPARTADEMOCLERK",
        role="clerk",
        school=None,
        about="Оператор МФЦ: на сайте «Гражданин» находит посетителя по коду, сверяет документ "
        "и подтверждает запись. Код из приложения для входа показывает страница «Телефон».",
    ),
    DemoPerson(
        key="boris",
        family_name="Лебедев",
        given_name="Борис",
        middle_name="Максимович",
        birthdate=date(2013, 9, 27),
        gender="male",
        phone="+71991000011",
        email="boris@pochta.example",
        level="simplified",
        password="parta-boris-3",
        role="pupil",
        school="gymnasium",
        school_class="7А",
        about="Ученик другой школы: чужих дневников и уроков не видит.",
    ),
)


def today(now: datetime) -> date:
    """The date at the demo's schools: everybody who shows or loads the cast counts by it."""
    return now.astimezone(ZoneInfo(TZ)).date()


def people(today: date) -> tuple[DemoPerson, ...]:
    """The cast, as old as their classes ask for in the school year of `today`."""
    years = today.year - (today.month < 9) - DRAWN_UP
    return tuple(_younger(person, years) for person in DRAFT)


def _younger(person: DemoPerson, years: int) -> DemoPerson:
    register = person.birthdate_in_register
    return replace(
        person,
        birthdate=person.birthdate.replace(year=person.birthdate.year + years),
        birthdate_in_register=register and register.replace(year=register.year + years),
    )
