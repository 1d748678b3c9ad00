# ruff: noqa: SIM905 (a list of quoted names reads badly)
"""Made-up people for the classes: the same draw gives the same names everywhere."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

SURNAMES: Final = (
    "Абрамов Алексеев Андреев Антонов Афанасьев Баранов Беляев Богданов Борисов Быков Васильев "
    "Виноградов Власов Волков Воробьёв Гаврилов Герасимов Голубев Горбунов Григорьев Гусев Давыдов "
    "Денисов Дмитриев Дорофеев Егоров Ершов Ефимов Жданов Зайцев Захаров Иванов Ильин Исаев "
    "Калинин Карпов Киселёв Климов Комаров Кондратьев Королёв Крылов Кудрявцев Кузьмин Кулагин "
    "Лазарев Логинов Макаров Максимов Марков Матвеев Миронов Михеев Мухин Назаров Никитин Никонов "
    "Осипов Панов Пахомов Пономарёв Прохоров Родионов Рыбаков Савельев Самсонов Селезнёв Семёнов "
    "Сидоров Симонов Сорокин Степанов Сурков Тарасов Тихонов Третьяков Ушаков Фадеев Федотов "
    "Филатов Фомичёв Фролов Хохлов Цветков Чернов Шаповалов Шестаков Шилов Щербаков Юдин Яшин"
).split()
BOYS: Final = (
    "Александр Алексей Андрей Антон Арсений Артём Вадим Василий Виктор Владимир Глеб Григорий "
    "Даниил Денис Дмитрий Евгений Иван Илья Кирилл Константин Лев Максим Марк Матвей Мирон Никита "
    "Николай Павел Пётр Роман Семён Сергей Степан Фёдор Юрий Ярослав"
).split()
GIRLS: Final = (
    "Алёна Алина Алиса Анастасия Варвара Василиса Вероника Виктория Галина Диана Ева Евгения "
    "Екатерина Елена Елизавета Жанна Злата Инна Ирина Кира Ксения Лидия Любовь Маргарита Марина "
    "Мария Милана Надежда Наталья Полина Светлана Софья Таисия Татьяна Ульяна Юлия"
).split()
FATHERS: Final = (
    "Александров Алексеев Андреев Антонов Борисов Вадимов Викторов Владимиров Денисов Евгеньев "
    "Иванов Константинов Максимов Михайлов Николаев Олегов Павлов Петров Романов Семёнов Сергеев "
    "Степанов Фёдоров Юрьев"
).split()


@dataclass(frozen=True, slots=True)
class Human:
    surname: str
    name: str
    patronymic: str
    birth_date: date
    sex: str  # m or f


def draw(chance: Random, born: tuple[date, date]) -> Human:
    """Somebody born within `born`, both days included."""
    first, last = born
    birth_date = first + timedelta(days=chance.randrange((last - first).days + 1))
    surname, father = chance.choice(SURNAMES), chance.choice(FATHERS)
    if chance.random() < 0.5:
        return Human(surname, chance.choice(BOYS), f"{father}ич", birth_date, "m")
    return Human(f"{surname}а", chance.choice(GIRLS), f"{father}на", birth_date, "f")
