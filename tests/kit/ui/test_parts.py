"""The parts of a page, as a screen reader meets them."""

import re
from dataclasses import replace

import pytest
from django import forms
from jinja2 import Environment, UndefinedError

from parta.kit.ui.frame import Frame, Tab
from parta.kit.ui.jinja import FILTERS
from tests.promises.tree import ours


class SignIn(forms.Form):
    login = forms.CharField(label="Телефон", help_text="С 8 или +7")
    password = forms.CharField(label="Пароль", widget=forms.PasswordInput)

    def clean(self) -> None:
        if self.data.get("login") == "both":
            raise forms.ValidationError("Не подошло")


def draw(pages: Environment, source: str, **context: object) -> str:
    return pages.from_string('{% import "ui/parts.html" as parts %}' + source).render(context)


def field(pages: Environment, form: forms.Form, name: str, **options: object) -> str:
    source = "{{ parts.field(bound, **options) }}"
    return draw(pages, source, bound=form[name], options=options)


def test_a_field_has_a_label_and_its_hint(pages: Environment) -> None:
    drawn = field(pages, SignIn(), "login")
    assert '<label for="id_login">Телефон</label>' in drawn
    assert 'aria-describedby="id_login_hint"' in drawn
    assert '<p class="hint" id="id_login_hint">С 8 или +7</p>' in drawn
    assert "aria-invalid" not in drawn
    assert "placeholder" not in drawn


def test_a_wrong_field_says_so_in_words_and_to_readers(pages: Environment, russian: None) -> None:
    drawn = field(pages, SignIn({}), "login")
    assert 'class="field bad"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_login_error id_login_hint"' in drawn
    assert re.search(r'<p class="err" id="id_login_error">.*Обязательное поле', drawn)


def test_known_data_are_tinted_until_they_are_wrong(pages: Environment) -> None:
    assert 'class="in filled"' in field(pages, SignIn(), "login", filled=True)
    assert 'class="in"' in field(pages, SignIn({}), "login", filled=True)


def test_a_field_without_hint_is_described_by_nothing(pages: Environment) -> None:
    assert "aria-describedby" not in field(pages, SignIn(), "password")


def test_what_was_typed_is_escaped_and_kept(pages: Environment) -> None:
    drawn = field(pages, SignIn({"login": '"><script>'}), "login")
    assert 'value="&#34;&gt;&lt;script&gt;"' in drawn


@pytest.mark.parametrize(
    ("sent", "links", "alerts"),
    [
        ({"login": "a", "password": "b"}, [], 0),
        ({"login": "a"}, [], 0),
        ({}, ["#id_login", "#id_password"], 1),
        ({"login": "both", "password": "b"}, [], 1),
    ],
)
def test_the_summary_stands_above_from_two_errors_on(
    pages: Environment, sent: dict[str, str], links: list[str], alerts: int
) -> None:
    drawn = draw(pages, "{{ parts.errors(form) }}", form=SignIn(sent))
    assert re.findall(r'href="([^"]+)"', drawn) == links
    assert drawn.count('role="alert"') == alerts


def test_an_icon_is_for_the_eye_only(pages: Environment) -> None:
    drawn = draw(pages, '{{ parts.button("Войти", "wide", "next") }}')
    assert '<button type="submit" class="btn wide"><svg class="ic"' in drawn
    assert 'aria-hidden="true"' in drawn


def test_an_unknown_icon_and_an_absent_variable_are_errors(pages: Environment) -> None:
    with pytest.raises(KeyError):
        draw(pages, '{{ icon("unicorn") }}')
    with pytest.raises(UndefinedError):
        draw(pages, "{{ nobody.name }}")


FRAME = Frame(school="Школа № 12", person="Аня Ковалёва", about="7Б", signout="/signout")
TABS = (Tab("Дневник", "/week/", "book", current=True), Tab("Чаты", "/chats/", "chat"))


@pytest.mark.parametrize(("tabs", "bars"), [((), 0), (TABS[:1], 0), (TABS, 2)])
def test_one_part_of_a_site_needs_no_tabs(
    pages: Environment, tabs: tuple[Tab, ...], bars: int
) -> None:
    page = pages.from_string(
        '{% extends "ui/school.html" %}{% block title %}x{% endblock %}'
    ).render(frame=replace(FRAME, tabs=tabs), csrf_input="")
    assert page.count("<nav") == bars
    assert page.count('aria-current="page"') == bars
    assert ('class="tabbed"' in page) == (bars > 0)


def test_signing_out_is_a_form(pages: Environment, russian: None) -> None:
    page = pages.from_string(
        '{% extends "ui/school.html" %}{% block title %}x{% endblock %}'
    ).render(frame=FRAME, csrf_input="<csrf>")
    assert 'aria-label="Аня Ковалёва: вид и\N{NO-BREAK SPACE}выход"' in page
    assert '<form method="post" action="/signout">' in page


def test_somebody_without_a_name_has_no_letters_of_the_site(
    pages: Environment, russian: None
) -> None:
    page = pages.from_string(
        '{% extends "ui/school.html" %}{% block title %}x{% endblock %}'
    ).render(frame=replace(FRAME, person=""), csrf_input="")
    assert 'aria-label="Школа № 12: вид и\N{NO-BREAK SPACE}выход"><svg' in page
    assert "<b>Школа № 12</b>" in page


class Pair(forms.Form):
    first = forms.CharField()
    second = forms.CharField()
    third = forms.CharField()


BEGINNINGS = [
    (None, ["first"]),
    ({}, ["first"]),
    ({"first": "1"}, ["second"]),
    ({"first": "1", "second": "2", "third": "3"}, ["first"]),
]


@pytest.mark.parametrize(("sent", "begins"), BEGINNINGS)
def test_a_form_that_came_back_begins_at_its_first_wrong_field(
    pages: Environment, sent: dict[str, str] | None, begins: list[str]
) -> None:
    page = draw(
        pages,
        '{{ parts.field(form.first, attributes={"autofocus": true}) }}'
        "{{ parts.field(form.second) }}{{ parts.field(form.third) }}",
        form=Pair(sent),
    )
    assert re.findall(r'<input[^>]*name="(\w+)"[^>]*autofocus', page) == begins


def test_no_part_and_no_filter_is_kept_for_nobody() -> None:
    drawn_from = [path.read_text() for path in ours(".html")]
    macros = re.findall(r"macro (\w+)\(", "".join(drawn_from))
    calls = "".join(re.sub(r"macro \w+\(", "", text) for text in drawn_from)
    assert [name for name in macros if not re.search(rf"\b{name}\(", calls)] == []
    assert [name for name in FILTERS if not re.search(rf"\| {name}\b", calls)] == []
